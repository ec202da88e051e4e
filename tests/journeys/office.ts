/** Cơ quan: dossiers of the commune, and the officers who work on them. */

import { randomUUID } from 'node:crypto'
import type { Page } from 'playwright-core'
import { read } from '#kernel/db.ts'
import { storeBytes } from '#kernel/files.ts'
import type { Answers } from '#kernel/forms.ts'
import type { JsonObject } from '#kernel/types.ts'
import { submitDossier } from '#modules/dossiers/api.ts'
import { keepFile } from '#modules/dossiers/submission/commands.ts'
import { partsToSubmit } from '#modules/drafts/domain.ts'
import { listModels } from '#modules/identity/development/commands.ts'
import { formLookups } from '#modules/organisation/api.ts'
import { getProcedure } from '#modules/services/api.ts'
import { citizenLogin, communeCode } from './citizen.ts'
import { intend, photo } from './filling.ts'
import { press, type Stage } from './stage.ts'

/** Login names of the officers of the commune Mũi Né. */
export const officers = {
  clerk: 'desk-clerk.h11.31.01',
  officer: 'officer.h11.31.01',
  head: 'division-head.h11.31.01',
  leader: 'leader.h11.31.01',
  registrar: 'registrar.h11.31.01',
} as const

/** A dossier of the citizen, handed in behind the pages. Answers its code. */
export async function handIn(stage: Stage, procedureCode: string, wishes: JsonObject = {}): Promise<string> {
  const models = await listModels(stage.context)
  const model = models.find(({ login }) => login === citizenLogin)
  if (!model) throw new Error(`nobody is called ${citizenLogin}`)
  const { personId, name } = model
  const citizen = {
    kind: 'citizen',
    personId,
    name,
    identityNumber: citizenLogin,
    phone: '0990000001',
  } as const
  const context = stage.platform.as(citizen, new Date())
  const { form, answers } = await intend(stage, procedureCode, communeCode, wishes)
  const given: Record<string, Answers[string]> = { ...answers }
  for (const field of form.pages.flatMap((page) => page.fields))
    if (field.kind === 'file' && given[field.key]) {
      const { name: fileName, buffer } = await photo(field.label.vi)
      given[field.key] = [await keepFile(context, await storeBytes(context.files, fileName, buffer))]
    }
  const procedure = await read(context, (tx) => getProcedure(tx, procedureCode, context.today))
  const parts = partsToSubmit(procedure, given, formLookups(context))
  const { code } = await submitDossier(context, { key: randomUUID(), procedure, channel: 'online', ...parts })
  return code
}

/** From the work queue to the dossier, as officers do: by its list and its code. */
export async function openFromQueue(page: Page, list: string, code: string): Promise<void> {
  await page.goto('/lam-viec')
  await press(page.getByRole('navigation', { name: 'Danh sách việc' }).getByRole('link', { name: list }))
  await press(page.getByRole('link', { name: code, exact: true }))
}

/** What the page says was done. */
export const outcome = (page: Page): Promise<string> =>
  page.getByRole('status').filter({ hasText: /\S/ }).first().innerText()

/** By the search of every page of the office. */
export async function openBySearch(page: Page, code: string): Promise<void> {
  await page.goto('/lam-viec')
  await page.getByRole('banner').getByRole('searchbox').fill(code)
  await press(page.getByRole('banner').getByRole('button', { name: 'Tìm' }))
  await page.getByRole('heading', { level: 1 }).waitFor()
}

/** Takes the step that nobody holds yet, where it is not given to this officer already. */
export async function take(page: Page): Promise<void> {
  const button = page.getByRole('button', { name: 'Nhận xử lý' })
  if (await button.isVisible()) await press(button)
}

/** Xác minh: where a second proof is asked, with the code that the page of a made-up person shows. */
export async function proveAgain(page: Page): Promise<void> {
  if (!new URL(page.url()).pathname.startsWith('/xac-minh/')) return
  await page.getByLabel('Mã 6 chữ số').fill(await page.locator('[data-code]').innerText())
  await press(page.getByRole('button', { name: 'Xác minh và gửi' }))
}
