/** Schema of help by community digital teams: which works are fit for it, how long a device may be away. docs/legal.md#assisted */
import { type Static, Type } from 'typebox'
import { file, ProcedureCode } from './shapes.ts'

export const Assisted = file({
  /** Thủ tục hợp để giúp, the commonest first; their forms and papers are what a device keeps. */
  procedures: Type.Array(ProcedureCode, { minItems: 1, maxItems: 40, uniqueItems: true }),
  /** How many of them a device keeps to work without a line. */
  keptMax: Type.Integer({ minimum: 1, maximum: 40 }),
  /** Days without a line after which a device takes in nobody any more. */
  daysAway: Type.Integer({ minimum: 1, maximum: 30 }),
  /** Wrong PINs after which a device is wiped. */
  wrongPinsMax: Type.Integer({ minimum: 3, maximum: 20 }),
  /** Hours after which a session with one person ends by itself. */
  sessionHours: Type.Integer({ minimum: 1, maximum: 24 }),
})
export type Assisted = Static<typeof Assisted>
