/** Cơ sở dữ liệu: the connector of each, what it is asked, and what it may say. Pure. */

import type { Static } from 'typebox'
import type { RegisterKey } from '#kernel/packs.ts'
import { businessRegister } from '../business/domain.ts'
import { civilKinds, civilRegister } from '../civil/domain.ts'
import { landRegister } from '../land/domain.ts'
import { firmIn, identityIn, personIn, plotIn, type Typed } from '../lookups/domain.ts'
import { population } from '../population/domain.ts'

/** The connector of each register. */
export const connectorOf = {
  population,
  business: businessRegister,
  civil: civilRegister,
  land: landRegister,
} as const satisfies Record<RegisterKey, unknown>

/** What one register is asked. Throws what is wrong with the input, before anyone is asked. */
export type Question =
  | { readonly register: 'population'; readonly request: ReturnType<typeof personIn> }
  | { readonly register: 'business'; readonly request: ReturnType<typeof firmIn> }
  | {
      readonly register: 'civil'
      readonly request: { readonly SoDinhDanh: string; readonly Loai: (typeof civilKinds)[number] }
    }
  | { readonly register: 'land'; readonly request: ReturnType<typeof plotIn> }

export function questionOf(register: RegisterKey, typed: Typed): Question {
  switch (register) {
    case 'population':
      return { register, request: personIn(typed) }
    case 'business':
      return { register, request: firmIn(typed) }
    case 'civil': {
      const Loai = civilKinds.find((kind) => kind === typed.kind) ?? 'khai-sinh'
      return { register, request: { SoDinhDanh: identityIn(typed), Loai } }
    }
    case 'land':
      return { register, request: plotIn(typed) }
  }
}

/** What a register said, with its own name. */
export type Answer =
  | { readonly register: 'population'; readonly said: Static<typeof population.operations.TraCuu.answer> }
  | {
      readonly register: 'business'
      readonly said: Static<typeof businessRegister.operations.TraCuuDoanhNghiep.answer>
    }
  | { readonly register: 'civil'; readonly said: Static<typeof civilRegister.operations.TraCuuHoTich.answer> }
  | { readonly register: 'land'; readonly said: Static<typeof landRegister.operations.TraCuuThuaDat.answer> }
