/** Người mẫu: who may be chosen at the made-up provider, and under which login name. Pure. */

import { defineRefusals } from '#kernel/errors.ts'

export const refusal = defineRefusals('identity', {
  noSuchLogin: [
    'invalid',
    'Không có người mẫu nào mang tên đăng nhập này. Kiểm tra lại, hoặc tìm theo tên ở dưới.',
    'No made-up person has this login name. Check it, or search by name below.',
  ],
})

/** A made-up person as the provider's page shows one. */
export type Model = {
  readonly login: string
  readonly personId: string
  readonly kind: 'citizen' | 'officer'
  readonly name: string
  /** Code of the role, of officers. */
  readonly role: string | undefined
  /** What the person is: the title of an officer, "Công dân". */
  readonly title: string
  readonly unitCode: string | undefined
  /** Where: the unit of an officer, the commune of a citizen. */
  readonly place: string
  /** Everything a search looks at, without marks. */
  readonly words: string
}

type Named = {
  readonly kind: 'citizen' | 'officer'
  readonly identityNumber: string | null
  readonly role: string | null
  readonly unitCode: string | null
}

/** Tên đăng nhập: a citizen's identity number, `role.unit` of an officer; nobody without either has one. */
export function loginOf({ kind, identityNumber, role, unitCode }: Named): string | undefined {
  if (kind === 'citizen') return identityNumber ?? undefined
  return role && unitCode ? `${role}.${unitCode}`.toLowerCase() : undefined
}

export type ModelGroup = { readonly place: string; readonly models: readonly Model[] }

/** Models grouped by place in the order given, at most `max` of them. */
export function groupByPlace(models: readonly Model[], max: number): ModelGroup[] {
  const groups = Map.groupBy(models.slice(0, max), ({ place }) => place)
  return [...groups].map(([place, inside]) => ({ place, models: inside }))
}

/** Models whose words hold every word of the search. */
export function searchModels(models: readonly Model[], key: string): readonly Model[] {
  const words = key.split(' ').filter(Boolean)
  return models.filter((model) => words.every((word) => model.words.includes(word)))
}
