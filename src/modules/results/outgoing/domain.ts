/** Văn bản gửi đi beside the result: which acts send one out. Pure. */

import type { DossierForm } from '../forms/domain.ts'

/** The act that makes each paper, by the event that tells it. */
export const actsOf = {
  supplement: 'dossier.supplementRequested',
  refusal: 'dossier.receptionRefused',
  apology: 'dossier.extended',
  stop: 'dossier.stopped',
} as const
export type OutgoingKind = keyof typeof actsOf
export const outgoingKinds = Object.keys(actsOf) as readonly OutgoingKind[]

export const isOutgoing = (kind: DossierForm): kind is OutgoingKind => kind in actsOf

export const kindOfAct = (event: string): OutgoingKind | undefined =>
  outgoingKinds.find((kind) => actsOf[kind] === event)
