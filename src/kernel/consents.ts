/**
 * Sự đồng ý: what a person agreed to, purpose by purpose, with the very words that were shown. Modules that rest on it ask here
 * each time; most of what the State does rests on a duty by law and asks nobody. docs/legal.md#consent
 */

import { createHash } from 'node:crypto'
import type { Context } from './context.ts'
import { sql, type Tx } from './db.ts'
import { defineRefusals } from './errors.ts'
import { actorIdOf, appendEvent, mandateIdOf } from './events.ts'
import { newId } from './ids.ts'
import type { ConsentPurpose, ConsentText } from './packs.ts'
import type { CalendarDate } from './types.ts'

export const consentRefusal = defineRefusals('consents', {
  notGiven: [
    'invalid',
    'Việc này chỉ làm khi ông/bà đồng ý. Đọc nội dung rồi đánh dấu vào ô đồng ý; không đồng ý thì bỏ qua, các việc khác không thay đổi.',
    'This is done only if you agree. Read the words and tick the box; otherwise leave it, nothing else changes.',
  ],
  textChanged: [
    'conflict',
    'Nội dung xin đồng ý vừa thay đổi. Đọc lại nội dung mới ở dưới rồi quyết định.',
    'The words have just changed. Read the new ones below, then decide.',
  ],
  notFound: ['notFound', 'Không có mục đích này.', 'There is no such purpose.'],
})

export type ConsentChannel = 'screen' | 'counter' | 'helper'

/** What is shown, in one language, and its hash: a form sends the hash back, so that it is known which words were read. */
export type ShownText = { readonly from: string; readonly words: string; readonly sha256: string }

/** The text of a purpose that is shown on a day: the latest that has begun. */
export function textOn({ texts }: ConsentPurpose, today: CalendarDate): ConsentText | undefined {
  return texts
    .filter(({ from }) => from <= today)
    .toSorted((a, b) => a.from.localeCompare(b.from))
    .at(-1)
}

type Showing = Pick<Context, 'pack' | 'today' | 'language'>

/** The purpose and the words that are shown today. Throws `consents.notFound`. */
export function shownToday(
  { pack, today, language }: Showing,
  key: string,
): { readonly purpose: ConsentPurpose; readonly text: ConsentText; readonly shown: ShownText } {
  const purpose = pack.consents.find((one) => one.key === key)
  const text = purpose && textOn(purpose, today)
  if (!purpose || !text) throw consentRefusal.notFound()
  const { name, without } = purpose
  const { does, data, receivers } = text
  const words = [name, does, data, receivers, without].map((part) => part[language]).join('\n')
  return {
    purpose,
    text,
    shown: { from: text.from, words, sha256: createHash('sha256').update(words).digest('hex') },
  }
}

/** The words of a purpose as a form shows them. Throws `consents.notFound`. */
export function askedToday(context: Showing, key: string) {
  const { purpose, text, shown } = shownToday(context, key)
  const { does, data, receivers } = text
  return { name: purpose.name, without: purpose.without, does, data, receivers, sha256: shown.sha256 }
}

/** Words whose meaning changed are asked for anew: an older consent does not cover them. */
export const coversToday = ({ texts }: ConsentPurpose, textFrom: string, today: CalendarDate): boolean =>
  !texts.some(({ from, asksAgain }) => asksAgain === true && from > textFrom && from <= today)

export type Consent = {
  readonly id: string
  readonly personId: string
  readonly purpose: string
  readonly textFrom: CalendarDate
  readonly language: 'vi' | 'en'
  readonly shown: string
  readonly shownSha256: string
  readonly channel: ConsentChannel
  readonly evidence: string | null
  readonly givenBy: string
  readonly mandateId: string | null
  readonly givenAt: Date
  readonly withdrawnChannel: ConsentChannel | null
  readonly withdrawnBy: string | null
  readonly withdrawnAt: Date | null
}

const columns = sql`id, person_id as "personId", purpose, text_from as "textFrom", language, shown,
  shown_sha256 as "shownSha256", channel, evidence, given_by as "givenBy", mandate_id as "mandateId", given_at as "givenAt",
  withdrawn_channel as "withdrawnChannel", withdrawn_by as "withdrawnBy", withdrawn_at as "withdrawnAt"`

/** Everything a person ever agreed to, the newest first. */
export async function findConsents(tx: Tx, personId: string): Promise<readonly Consent[]> {
  const { rows } = await sql<Consent>`
    select ${columns} from consents where person_id = ${personId} order by given_at desc, id`.execute(tx)
  return rows
}

/** The purposes to which the person agrees now. What is not here may not be done. */
export async function standingConsents(
  tx: Tx,
  { pack, today }: Pick<Context, 'pack' | 'today'>,
  personId: string,
): Promise<ReadonlySet<string>> {
  const { rows } = await sql<{ purpose: string; from: string }>`
    select purpose, text_from as "from" from consents where person_id = ${personId} and withdrawn_at is null`.execute(
    tx,
  )
  const purposes = new Map(pack.consents.map((one) => [one.key, one]))
  return new Set(
    rows.flatMap(({ purpose: key, from }) => {
      const purpose = purposes.get(key)
      return purpose && coversToday(purpose, from, today) ? [key] : []
    }),
  )
}

export type Giving = {
  readonly personId: string
  readonly purpose: string
  /** Hash of the words that were shown, as the ticked box sent it; nothing when it was not ticked. */
  readonly agreed: string | undefined
  readonly channel?: ConsentChannel
  readonly evidence?: string
}

/**
 * Đồng ý: silence is none, and neither are other words than today's. Said twice it is one. Throws `consents.notGiven`,
 * `consents.textChanged`, `consents.notFound`.
 */
export async function giveConsent(tx: Tx, context: Context, giving: Giving): Promise<void> {
  const { personId, purpose: key, agreed, evidence } = giving
  const { shown } = shownToday(context, key)
  if (!agreed) throw consentRefusal.notGiven()
  if (agreed !== shown.sha256) throw consentRefusal.textChanged()
  if ((await standingConsents(tx, context, personId)).has(key)) return
  // One for words that no longer cover what is done ends with the new one.
  await endConsent(tx, context, { personId, purpose: key, ...channelIn(context, giving.channel) })
  const id = newId(context.now)
  const { channel } = channelIn(context, giving.channel)
  const { rows } =
    await sql`insert into consents (id, person_id, purpose, text_from, language, shown, shown_sha256, channel, evidence,
      given_by, mandate_id, given_at)
    values (${id}, ${personId}, ${key}, ${shown.from}, ${context.language}, ${shown.words}, ${shown.sha256}, ${channel},
      ${evidence ?? null}, ${actorIdOf(context)}, ${mandateIdOf(context)}, ${context.now})
    on conflict (person_id, purpose) where withdrawn_at is null do nothing returning 1`.execute(tx)
  if (rows.length === 0) return
  await appendEvent(tx, context, 'consent.given', {
    subject: personId,
    payload: { consent: id, purpose: key, channel, from: shown.from },
  })
}

/** On the screen; by somebody who helps; or at the counter, as the caller says. */
function channelIn(
  { actor }: Pick<Context, 'actor'>,
  channel?: ConsentChannel,
): { readonly channel: ConsentChannel } {
  if (channel) return { channel }
  const isHelper = actor.kind === 'citizen' && actor.agent?.mandate.role === 'helper'
  return { channel: isHelper ? 'helper' : 'screen' }
}

type Ending = { readonly personId: string; readonly purpose: string; readonly channel?: ConsentChannel }

/**
 * Rút lại: it no longer stands from this moment. Whoever rests on it hears `consent.withdrawn`. Answers whether there was one.
 */
export async function withdrawConsent(tx: Tx, context: Context, ending: Ending): Promise<boolean> {
  const { channel } = channelIn(context, ending.channel)
  const id = await endConsent(tx, context, { ...ending, channel })
  if (!id) return false
  await appendEvent(tx, context, 'consent.withdrawn', {
    subject: ending.personId,
    payload: { consent: id, purpose: ending.purpose, channel },
  })
  return true
}

async function endConsent(
  tx: Tx,
  context: Context,
  { personId, purpose, channel }: Ending,
): Promise<string | undefined> {
  const { rows } = await sql<{ id: string }>`
    update consents set withdrawn_at = ${context.now}, withdrawn_by = ${actorIdOf(context) ?? personId},
      withdrawn_mandate_id = ${mandateIdOf(context)}, withdrawn_channel = ${channel ?? 'screen'}
    where person_id = ${personId} and purpose = ${purpose} and withdrawn_at is null returning id`.execute(tx)
  return rows[0]?.id
}
