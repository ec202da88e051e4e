/**
 * Mục đích xem: whoever opens a dossier that is not theirs to work on says first what for. The reason stands in the look, in
 * the words that the applicant reads. Pure. docs/legal.md#personal-data
 */

/** Where it is said. */
export const purposeLink = (code: string) => `/lam-viec/ho-so/${code}/muc-dich`

/** What may be said, in the order in which it is offered. Each is a reason of a look, whose words it has. */
export const purposes = ['asked', 'advice', 'complaint', 'inspection', 'request', 'other'] as const
export type Purpose = (typeof purposes)[number]

/** A reason once given, or work just done on the dossier, holds for so long. */
export const purposeMinutes = 30

export const purposeWordsMax = 300

/** Whether the choice says enough: “another reason” is none before it is told. */
export const saysEnough = (purpose: Purpose, words: string): boolean => purpose !== 'other' || words !== ''
