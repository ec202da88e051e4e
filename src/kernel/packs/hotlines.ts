/** Schema of the numbers that people call in need. */
import { type Static, Type } from 'typebox'
import { AreaCode, Bilingual, file, record } from './shapes.ts'

/** Đường dây nóng: one number, what it is for, and where it answers. */
export const Hotline = record({
  number: Type.String({ pattern: '^[0-9 .+]{3,20}$' }),
  name: Bilingual,
  /** When to call it, in people's own words. */
  use: Bilingual,
  kind: Type.Enum(['emergency', 'rescue', 'protection', 'service']),
  /** Only there; everywhere without it. */
  areas: Type.Optional(Type.Array(AreaCode, { minItems: 1 })),
  /** False while the province has not confirmed the number. */
  sure: Type.Boolean(),
})
export type Hotline = Static<typeof Hotline>

export const Hotlines = file({ hotlines: Type.Array(Hotline, { minItems: 1 }) })
