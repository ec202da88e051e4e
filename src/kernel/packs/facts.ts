/** Sổ dữ kiện: what is known of a person or an organisation, under one name whatever form asks, and who vouches for it. */
import { type Static, Type } from 'typebox'
import type { SimpleField } from '../forms.ts'
import { Bilingual, Expression, file, Name, record, Slug } from './shapes.ts'

/** Cơ sở dữ liệu that may be asked; a module brings the connector of each. */
export const registerKeys = ['population', 'business', 'civil', 'land'] as const
export type RegisterKey = (typeof registerKeys)[number]
const Register = Type.Enum(registerKeys)

/**
 * Nguồn: a register of the State, a result signed by an agency, an officer who compared it with a card, the account of the
 * person as it was proven at the sign-in, what the person said.
 */
export const factSources = ['register', 'signed', 'checked', 'account', 'said'] as const
export type FactSource = (typeof factSources)[number]

const Weight = Type.Integer({ minimum: 0, maximum: 100 })
const weights = { register: Weight, signed: Weight, checked: Weight, account: Weight, said: Weight }
export type FactWeights = Readonly<Record<FactSource, number>>

/** `person.birthDate`: the first word says of whom. */
export const FactKey = Type.String({
  pattern: '^(person|organisation)\\.[a-z][A-Za-z0-9]*$',
  maxLength: 60,
  description: 'Khóa dữ kiện, dạng person.birthDate.',
})

const Days = Type.Integer({ minimum: 1, maximum: 3650 })

export const SharedFact = record({
  key: FactKey,
  name: Bilingual,
  group: Slug,
  /** As a field of a form: what may stand in it, and how it is shown. */
  kind: Type.Enum([
    'text',
    'fullName',
    'date',
    'number',
    'money',
    'identityNumber',
    'taxCode',
    'phone',
    'email',
    'choice',
    'yesNo',
    'address',
    'country',
    'ethnicity',
  ]),
  options: Type.Optional(
    Type.Array(
      record({ value: Type.String({ pattern: '^[A-Za-z0-9][A-Za-z0-9_.-]{0,59}$' }), label: Bilingual }),
      { minItems: 2, maxItems: 50 },
    ),
  ),
  /** Of a number. */
  decimals: Type.Optional(Type.Integer({ minimum: 0, maximum: 6 })),
  /** Registers that know it, and for how many days their word needs no asking again. */
  registers: Type.Optional(Type.Array(record({ key: Register, days: Days }), { minItems: 1 })),
  /** Weights that differ for this fact. */
  weights: Type.Optional(Type.Partial(record(weights))),
})
export type SharedFact = Static<typeof SharedFact>

/** A fact as the field of a form that asks for it: one vocabulary, one check, one way to show it. */
export function fieldOfFact({ key, name, kind, options, decimals }: SharedFact): SimpleField {
  const common = { key: key.replace(/^.*\./, ''), label: name }
  if (kind === 'choice') return { ...common, kind, options: options ?? [] }
  if (kind === 'number') return { ...common, kind, ...(decimals && { decimals }) }
  return { ...common, kind }
}

/** Weights say which source stands where two say different things; of equal weight the newer one stands. */
export const Facts = file({
  weights: record(weights),
  groups: Type.Array(record({ key: Slug, name: Bilingual }), { minItems: 1 }),
  facts: Type.Array(SharedFact, { minItems: 1 }),
})
export type Facts = Static<typeof Facts>

/** What a register is asked by; the same names as on the page of look-ups. */
export const askedBy = ['identity', 'name', 'birth', 'taxCode', 'kind', 'commune', 'map', 'plot'] as const
export type AskedBy = (typeof askedBy)[number]
const one = Type.Optional(Expression)

/**
 * Giấy tờ mà cơ sở dữ liệu xác nhận thay. `ask` and `when` read `answers` and `person`; `proves` reads `said`, what the register
 * said, as well: without it anything found is enough. A person may be asked about only by themselves.
 */
export const VouchedBy = record({
  register: Register,
  ask: record({
    identity: one,
    name: one,
    birth: one,
    taxCode: one,
    kind: one,
    commune: one,
    map: one,
    plot: one,
  }),
  when: Type.Optional(Expression),
  proves: Type.Optional(Expression),
  /** After so many days the register is asked again. */
  days: Days,
  legal: Name,
})
export type VouchedBy = Static<typeof VouchedBy>

/** Dữ kiện mà kết quả ghi nhận, once it is signed; `of` is the field with the number of whose it is, else the applicant's own. */
export const WrittenFact = record({
  fact: FactKey,
  value: Expression,
  of: Type.Optional(Type.String({ minLength: 1, maxLength: 60 })),
})
export type WrittenFact = Static<typeof WrittenFact>
