/** Thẻ và hồ sơ của người đứng ở quầy, as values for a form. Pure. */

import type { Card } from '#kernel/citizen-cards.ts'
import type { Area, Pack } from '#kernel/packs.ts'
import type { JsonObject, JsonValue } from '#kernel/types.ts'
import type { NewFact } from '#modules/facts/api.ts'
import { type Person, readAddress } from '#modules/organisation/api.ts'
import { comparedFacts, type Difference, differencesOf } from '../../cards/domain.ts'
import type { FillScope, Holding, Intake } from '../domain.ts'

/** What the platform keeps of a person, in the terms of a card. */
export type Kept = Pick<
  Person,
  'name' | 'birthDate' | 'gender' | 'phone' | 'email' | 'areaCode' | 'addressLine'
>

export function compared(card: Card | undefined, kept: Kept | undefined): readonly Difference[] {
  return card && kept ? differencesOf(card, kept) : []
}

/** The card, corrected where the record holds. What the card leaves open is taken from the record. */
export function heldCard(card: Card, kept: Kept | undefined, holding: Holding): Card {
  if (!kept) return card
  const facts = comparedFacts.map((fact) => {
    const isRecords = holding[fact] === 'record' || !card[fact]
    return [fact, isRecords ? (kept[fact] ?? card[fact]) : card[fact]]
  })
  return { ...card, ...(Object.fromEntries(facts) as Pick<Card, 'name' | 'birthDate' | 'gender'>) }
}

/** A number typed by hand, with what is known of it. */
export function cardOfNumber(identityNumber: string, kept: Kept | undefined): Card {
  return {
    identityNumber,
    oldNumber: null,
    name: kept?.name ?? '',
    birthDate: kept?.birthDate ?? null,
    gender: kept?.gender ?? null,
    address: kept?.addressLine ?? '',
    issuedOn: null,
  }
}

/** The card read anew: of the same person it replaces, of another it is the second one. */
export function withCard(cards: readonly Card[], card: Card): readonly Card[] {
  const at = cards.findIndex(({ identityNumber }) => identityNumber === card.identityNumber)
  if (at >= 0) return cards.with(at, card)
  const [first] = cards
  return first ? [first, card] : [card]
}

type Place = {
  readonly province: string
  readonly areas: readonly Area[]
  readonly deskArea: string | null
  readonly today: string
}

/** Địa chỉ of an area by its code, as a form's answer. */
function addressOf(
  { province, areas }: Place,
  areaCode: string | null,
  line?: string | null,
): JsonObject | null {
  const commune = areas.find(({ code, level }) => code === areaCode && level === 'commune')
  if (!commune) return null
  const district = areas.find(({ code, level }) => code === commune.parent && level === 'district')
  return {
    province,
    ...(district && { district: district.code }),
    commune: commune.code,
    ...(line && { line }),
  }
}

function residence(card: Card, kept: Kept | undefined, place: Place): JsonObject | null {
  const read = readAddress(card.address, place.province, place.areas)
  return read ? { ...read } : addressOf(place, kept?.areaCode ?? null, kept?.addressLine)
}

function asScope(card: Card | undefined, kept: Kept | undefined, place: Place): JsonObject {
  if (!card) return {}
  const address = residence(card, kept, place)
  return {
    name: card.name || null,
    identityNumber: card.identityNumber,
    birthDate: card.birthDate,
    gender: card.gender,
    address,
    addressText: card.address || null,
    // Xã, huyện, tỉnh: how papers name a place.
    placeText: card.address.split(', ').slice(-3).join(', ') || null,
    livesIn: address ? 'province' : card.address ? 'elsewhere' : null,
  }
}

/**
 * What the form is filled in from: card and record first, then what the book of facts knows of whoever stands here. Filing for
 * another, the form speaks of the second card's person.
 */
export function scopeOf(
  { cards, holding, filing, scanned }: Pick<Intake, 'cards' | 'holding' | 'filing' | 'scanned'>,
  kept: Kept | undefined,
  known: Readonly<Record<string, JsonValue>>,
  place: Place,
): FillScope {
  const [present, second] = cards
  const own = present && heldCard(present, kept, holding)
  const isForOther = filing.isForOther === true
  const about = isForOther ? second : own
  const keptOf = isForOther ? undefined : kept
  const card = asScope(about, keptOf, place)
  const facts: Record<string, JsonValue | undefined> = {
    'person.fullName': card.name,
    'person.identityNumber': card.identityNumber,
    'person.birthDate': card.birthDate,
    'person.address': card.address,
    'person.phone': keptOf?.phone ?? undefined,
    'person.email': keptOf?.email ?? undefined,
  }
  const said = Object.entries(facts).filter(([, value]) => value !== undefined && value !== null)
  return {
    card,
    other: isForOther ? {} : asScope(second, undefined, place),
    desk: { area: place.deskArea, address: addressOf(place, place.deskArea) },
    papers: Object.fromEntries(scanned.map(({ key, fields }) => [key.replaceAll('-', '_'), fields])),
    today: place.today,
    facts: { ...known, ...Object.fromEntries(said) },
  }
}

type On = {
  readonly now: Date
  readonly today: string
  readonly pack: Pick<Pack, 'areas' | 'manifest'>
}

/** Đã đối chiếu thẻ: what the clerk compared with the card, for the book of facts. */
export function checkedFacts({ now, today, pack }: On, card: Card): NewFact[] {
  const areas = pack.areas.filter(({ validFrom, validTo = today }) => validFrom <= today && today <= validTo)
  const address = readAddress(card.address, pack.manifest.areaCode, areas)
  const values: Readonly<Record<string, JsonValue | null | undefined>> = {
    'person.fullName': card.name || null,
    'person.identityNumber': card.identityNumber,
    'person.birthDate': card.birthDate,
    'person.gender': card.gender,
    'person.address': address && { ...address },
  }
  return Object.entries(values).flatMap(([key, value]) =>
    value === null || value === undefined
      ? []
      : [
          {
            key,
            value,
            source: 'checked',
            by: 'card',
            byName: { vi: 'thẻ căn cước', en: 'identity card' },
            asOf: now,
            reference: null,
          },
        ],
  )
}
