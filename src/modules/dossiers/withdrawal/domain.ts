/** Rút hồ sơ tại quầy: who asks, and by what right. Pure. */

export type Requester = {
  readonly name: string
  readonly identity: string
  /** The applicant in person, or somebody with the applicant's authority. */
  readonly capacity: 'self' | 'authorised'
  /** The paper that gives the authority: what it is, its number and day. */
  readonly authority: string
}

export type WithdrawalFault = 'requesterNeeded' | 'authorityNeeded' | 'notTheApplicant'

/** Letters and digits alone, as numbers of papers are compared. */
const plain = (text: string) => text.toUpperCase().replace(/[^A-Z0-9]/g, '')

/** Why this person may not ask for it; identity numbers are compared only where the dossier has one. */
export function requesterFault(
  { name, identity, capacity, authority }: Requester,
  applicantIdentity: string | null,
): WithdrawalFault | undefined {
  if (!name.trim() || plain(identity).length < 6) return 'requesterNeeded'
  if (capacity === 'authorised') return authority.trim() ? undefined : 'authorityNeeded'
  return applicantIdentity && plain(applicantIdentity) !== plain(identity) ? 'notTheApplicant' : undefined
}
