import { type Static, Type } from 'typebox'

const strict = { additionalProperties: false }
const Words = Type.Array(Type.String({ minLength: 1, maxLength: 120 }), { minItems: 1 })

/** Nhóm từ đồng nghĩa: whoever says one of `say` may mean any of `means` in the official language. */
const SynonymGroup = Type.Object({ say: Words, means: Words }, strict)

/**
 * Biến thể hiếm: procedures whose name holds `name` are put back by `factor` unless the query holds one of
 * `unless` (so "khai sinh" leads to the plain registration, not to the one with a foreign element).
 */
const RareVariant = Type.Object(
  {
    name: Type.String({ minLength: 2 }),
    start: Type.Optional(Type.Boolean({ description: 'The name must begin with the words' })),
    unless: Words,
    factor: Type.Number({ minimum: 0.05, maximum: 1 }),
  },
  strict,
)

/** Lời người dân về một thủ tục. `prior` lifts what is asked for most often; 1 is neutral. */
const SpokenProcedure = Type.Object(
  {
    prior: Type.Optional(Type.Number({ minimum: 0.5, maximum: 2 })),
    say: Type.Array(Type.String({ minLength: 2, maxLength: 120 })),
  },
  strict,
)

/** Từ ngữ tìm kiếm: `search.json` of a pack. */
export const SearchWords = Type.Object(
  {
    $schema: Type.Optional(Type.String()),
    fillers: Type.Array(Type.String({ minLength: 1 }), {
      description: 'Words that say nothing about the matter: tôi, muốn, xin …',
    }),
    synonyms: Type.Array(SynonymGroup),
    variants: Type.Array(RareVariant),
    procedures: Type.Record(Type.String({ pattern: '^\\d\\.\\d{6}$' }), SpokenProcedure),
  },
  strict,
)
export type SearchWords = Static<typeof SearchWords>
