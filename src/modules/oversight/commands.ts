/** Collects what the modules declare about their open cases. */

import type { LackFacts } from '#kernel/cases.ts'
import type { Module } from '#kernel/module.ts'
import { ownLacks } from './domain.ts'

export type Watched = {
  /** `module.kind` → what it is. */
  readonly lacks: ReadonlyMap<string, LackFacts>
  readonly proofs: readonly { readonly owner: string; readonly proof: NonNullable<Module['proof']> }[]
  readonly jobs: readonly NonNullable<Module['jobs']>[number][]
  readonly caseFiles: readonly string[]
}

/** Collects what the modules declare. */
export function watchedIn(modules: readonly Module[]): Watched {
  const proofs = modules.flatMap(({ name, proof }) => (proof ? [{ owner: name, proof }] : []))
  const theirs = proofs.flatMap(({ owner, proof }) =>
    Object.entries(proof.lacks).map(([kind, facts]) => [`${owner}.${kind}`, facts] as const),
  )
  const own = Object.entries(ownLacks).map(([kind, facts]) => [`oversight.${kind}`, facts] as const)
  return {
    lacks: new Map<string, LackFacts>([...theirs, ...own]),
    proofs,
    jobs: modules.flatMap(({ jobs = [] }) => jobs.filter(({ expected }) => expected !== undefined)),
    caseFiles: modules.flatMap(({ caseFiles = [] }) => caseFiles),
  }
}
