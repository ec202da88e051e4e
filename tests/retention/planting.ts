/** Plants a person into every table that keeps people, so that it can be told where they are left. */

import type { Tx } from '#kernel/db.ts'
import { type Planted, type Planting, planting } from './hand.ts'
import { plantIntoAccount, plantIntoTraces } from './in-accounts.ts'
import { plantIntoHelp } from './in-assisted.ts'
import { plantIntoDossier, plantIntoPapers, plantIntoUploads } from './in-dossiers.ts'
import { plantIntoPetitions } from './in-petitions.ts'
import { plantIntoReports } from './in-reports.ts'

/** A person with something in every table; with `isOpen` their dossier is not finished. */
export async function plantPerson(tx: Tx, name: string, at: Date, isOpen = false): Promise<Planted> {
  const whole = planting(tx, name, at, isOpen)
  await begin(whole)
  for (const plant of [
    (one: Planting) => plantIntoDossier(one),
    plantIntoPapers,
    plantIntoUploads,
    plantIntoAccount,
    plantIntoTraces,
    plantIntoReports,
    plantIntoPetitions,
    plantIntoHelp,
  ])
    await plant(whole)
  return whole
}

/** A person with a finished dossier of this procedure and nothing else. */
export async function plantDossier(tx: Tx, name: string, at: Date, procedure: string): Promise<Planted> {
  const whole = planting(tx, name, at, false)
  await begin(whole)
  await plantIntoDossier(whole, procedure)
  return whole
}

/** The person themselves. */
async function begin({ personId, name, number, phone, at, row }: Planting): Promise<void> {
  await row('persons', {
    id: personId,
    kind: 'citizen',
    full_name: name,
    identity_number: number,
    phone,
    created_at: at,
  })
  await row('news_subscriptions', { person_id: personId, areas: ['99'], chosen_at: at })
  await row('feedback_follows', {
    person_id: personId,
    area_code: '99101',
    category: '',
    chosen_at: at,
    told_at: at,
  })
}
