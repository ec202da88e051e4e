/** People of a dossier, as one line each. */

import { useTexts } from '#kernel/page.tsx'
import type { NewParty } from './domain.ts'
import { texts } from './texts.ts'

export function usePartyWords(): Readonly<Record<NewParty['role'], string>> {
  const { applicant, contact, authorised, helper } = useTexts(texts)
  return { applicant, contact, authorised, helper }
}

export const partyLine = ({ name, identity, phone }: Pick<NewParty, 'name' | 'identity' | 'phone'>): string =>
  [name, identity, phone].filter(Boolean).join(', ')
