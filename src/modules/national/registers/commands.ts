/** Hỏi một cơ sở dữ liệu, whoever asks and for whatever purpose. */

import type { Context } from '#kernel/context.ts'
import { type About, ask } from '#modules/exchange/api.ts'
import { businessRegister } from '../business/domain.ts'
import { civilRegister } from '../civil/domain.ts'
import { landRegister } from '../land/domain.ts'
import { population } from '../population/domain.ts'
import type { Answer, Question } from './domain.ts'

/** What the register says. Throws `exchange.away` and the like, with how to go on. */
export async function askRegister(
  context: Context,
  { register, request }: Question,
  about: About,
): Promise<Answer> {
  switch (register) {
    case 'population':
      return { register, said: await ask(context, population, 'TraCuu', request, about) }
    case 'business':
      return { register, said: await ask(context, businessRegister, 'TraCuuDoanhNghiep', request, about) }
    case 'civil':
      return { register, said: await ask(context, civilRegister, 'TraCuuHoTich', request, about) }
    case 'land':
      return { register, said: await ask(context, landRegister, 'TraCuuThuaDat', request, about) }
  }
}
