/** Kho giấy tờ cho hệ thống khác: the shapes of the API. Pure. */

import { type Static, Type } from 'typebox'
import type { CalendarDate } from '#kernel/types.ts'
import { type Entry, type Source, type Standing, sources, standingOf } from '../domain.ts'

const strict = { additionalProperties: false }
const orNull = <T extends Parameters<typeof Type.Union>[0][number]>(type: T) =>
  Type.Union([type, Type.Null()])
const standings: readonly Standing[] = ['valid', 'notYet', 'expired', 'replaced', 'revoked']

export const PublishedEntry = Type.Object(
  {
    id: Type.String({ format: 'uuid' }),
    kind: Type.String({ description: 'Mã kết quả (KQ.…) or kind of paper.' }),
    title: Type.String(),
    number: orNull(Type.String()),
    source: Type.Enum(Object.keys(sources) as Source[]),
    agency: Type.String({ description: 'Who vouches for it.' }),
    validFrom: Type.String({ format: 'date' }),
    validUntil: orNull(Type.String({ format: 'date' })),
    standing: Type.Enum(standings as Standing[], {
      description: 'As it is today; only `valid` may be handed in.',
    }),
    verifyCode: Type.String(),
    standsFor: Type.Array(Type.String(), {
      description: 'Keys of the papers of the procedure that it may stand for; empty without a procedure.',
    }),
  },
  strict,
)
type PublishedEntry = Static<typeof PublishedEntry>
export const EntryList = Type.Object({ items: Type.Array(PublishedEntry) }, strict)

export function publishedEntry(
  entry: Entry,
  today: CalendarDate,
  standsFor: readonly string[],
): PublishedEntry {
  return {
    id: entry.id,
    kind: entry.kindCode,
    title: entry.title,
    number: entry.number,
    source: entry.source,
    agency: entry.agencyName,
    validFrom: entry.validFrom,
    validUntil: entry.validUntil,
    standing: standingOf(entry, today),
    verifyCode: entry.verifyCode,
    standsFor: [...standsFor],
  }
}

export const entryExample = {
  id: '019cabcd-0000-7000-8000-000000000003',
  kind: 'KQ.G15.000031',
  title: 'Giấy khai sinh',
  number: '31/2026',
  source: 'result',
  agency: 'Ủy ban nhân dân phường Phú Thủy',
  validFrom: '2026-03-02',
  validUntil: null,
  standing: 'valid',
  verifyCode: 'ABCDEFGHJKMN',
  standsFor: ['giay-khai-sinh'],
}

export const TakenFile = Type.Object(
  {
    fileId: Type.String({ format: 'uuid', description: 'Hand it in as a paper of POST /api/v1/dossiers.' }),
    sha256: Type.String(),
    title: Type.String(),
  },
  strict,
)
export const takenExample = {
  fileId: '019cabcd-0000-7000-8000-000000000004',
  sha256: 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
  title: 'Giấy khai sinh',
}
