/** Hỏi một cơ sở dữ liệu: what is typed as its own request, and what it said with its name. */

import type { Context } from '#kernel/context.ts'
import type { RegisterKey } from '#kernel/packs.ts'
import { type About, ask } from '#modules/exchange/api.ts'
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

/** What a register said, with its own name. Throws `exchange.away` and the like, with how to go on. */
export type Answer = Awaited<ReturnType<typeof askRegister>>
export async function askRegister(context: Context, { register, request }: Question, about: About) {
  switch (register) {
    case 'population':
      return { register, said: await ask(context, population, 'TraCuu', request, about) } as const
    case 'business':
      return {
        register,
        said: await ask(context, businessRegister, 'TraCuuDoanhNghiep', request, about),
      } as const
    case 'civil':
      return { register, said: await ask(context, civilRegister, 'TraCuuHoTich', request, about) } as const
    case 'land':
      return { register, said: await ask(context, landRegister, 'TraCuuThuaDat', request, about) } as const
  }
}
