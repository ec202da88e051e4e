/** What the processes of a run printed, searched for why an answer blamed the platform itself. */

import { readFileSync } from 'node:fs'
import type { Blamed } from './driver.ts'

export type Explained = Blamed & { readonly path?: string; readonly cause: string }

type Line = {
  readonly requestId?: string
  readonly path?: string
  readonly err?: { readonly message?: string; readonly code?: string; readonly stack?: string }
}

const stackLinesMax = 6

/** Each answer with what the log says under its number. */
export function explain(log: string, answers: readonly Blamed[]): readonly Explained[] {
  if (answers.length === 0) return []
  const lines = readFileSync(log, 'utf8').split('\n')
  return answers.map((answer) => {
    const said = lines.filter((line) => answer.requestId !== '' && line.includes(answer.requestId))
    const { path, err } = said.map(parsed).find((line) => line.err) ?? {}
    const stack = err?.stack?.split('\n').slice(0, stackLinesMax).join('\n')
    const cause = [err?.code, stack ?? err?.message].filter(Boolean).join(' ') || 'nothing in the log'
    return { ...answer, ...(path && { path }), cause }
  })
}

function parsed(line: string): Line {
  try {
    return JSON.parse(line) as Line
  } catch {
    // A process was killed while it wrote.
    return {}
  }
}
