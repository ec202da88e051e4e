/** Schema of what people may agree to: one purpose each, with the words that are shown, by the day from which they are. */
import { type Static, Type } from 'typebox'
import { Bilingual, Day, file, record, Slug } from './shapes.ts'

/** Lời văn của một mục đích, as it is shown from a day on. Words once shown are never changed: new words, new day. */
export const ConsentText = record({
  from: Day,
  /** What is done with the data, which data they are, who else gets them, and until when. */
  does: Bilingual,
  data: Bilingual,
  /** Whoever else gets them; says so where they leave the country. */
  receivers: Bilingual,
  /** The meaning changed: whoever agreed to earlier words is asked anew. */
  asksAgain: Type.Optional(Type.Boolean()),
})
export type ConsentText = Static<typeof ConsentText>

/** Mục đích cần sự đồng ý. A module says in its declaration what it does no more without it. */
export const ConsentPurpose = record({
  key: Type.String({ pattern: '^[a-z]+\\.[a-zA-Z]+$', maxLength: 60 }),
  name: Bilingual,
  icon: Slug,
  /** Whether carrying out a withdrawal takes work, and whose: of the agency, or of whoever was given the data. */
  work: Type.Enum(['none', 'own', 'thirdParty']),
  /** What no longer happens once it was withdrawn. */
  without: Bilingual,
  texts: Type.Array(ConsentText, { minItems: 1 }),
})
export type ConsentPurpose = Static<typeof ConsentPurpose>

export const Consents = file({ purposes: Type.Array(ConsentPurpose, { minItems: 1 }) })
