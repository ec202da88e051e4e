/** Schema of petitions about rules and officials (phản ánh, kiến nghị): limits, other paths, grounds, words at hand. */
import { type Static, Type } from 'typebox'
import { Bilingual, file, Name, record, Slug, Timed } from './shapes.ts'

/** Đường khác: what belongs to a law of its own, how one tells it, and where it is handed in. */
const Path = record({ name: Bilingual, hint: Bilingual, where: Bilingual, legal: Name })

/** Lý do không xử lý, and what to do instead. */
const Ground = record({ code: Slug, name: Bilingual, instead: Bilingual })

/** Mẫu trả lời. What stands in square brackets is to be filled in: nothing is sent while one is left. */
const Reply = record({ code: Slug, name: Name, words: Type.String({ minLength: 10, maxLength: 2000 }) })

export const Petitions = file({
  /** Rejecting or passing on; asking the sender to complete; handling; publishing. docs/legal.md#petitions */
  limits: record({ sort: Timed, ask: Timed, handle: Timed, publish: Timed }),
  /** Calendar days in which the sender may complete what was asked for; then the petition lapses. */
  completeDays: Type.Integer({ minimum: 1, maximum: 90 }),
  /** Calendar days after publication in which the sender may rate the answer. */
  rateDays: Type.Integer({ minimum: 1, maximum: 180 }),
  paths: record({ complaint: Path, denunciation: Path }),
  grounds: Type.Array(Ground, { minItems: 1, maxItems: 20 }),
  replies: Type.Array(Reply, { maxItems: 40 }),
})
export type Petitions = Static<typeof Petitions>
export type OtherPath = keyof Petitions['paths']
