/** Gửi kiến nghị: what was typed becomes a petition, or a list of what is missing. Pure. */

import type { Refusal } from '#kernel/errors.ts'
import { type About, type Conduct, conductKeys, refusal, wordsMax, wordsMin } from '../domain.ts'

export type Typed = {
  readonly procedure?: string | undefined
  readonly conduct?: string | undefined
  readonly accused?: string | undefined
  readonly official?: string | undefined
  readonly words?: string | undefined
  readonly name?: string | undefined
  readonly address?: string | undefined
  readonly phone?: string | undefined
  /** `yes`: the published answer may say who sent it. */
  readonly named?: string | undefined
}

export type Meant = {
  readonly about: About
  readonly procedureCode: string | null
  readonly conduct: Conduct | null
  /** Code of the agency that it is about; empty for one about rules. */
  readonly accused: string
  readonly officialName: string | null
  readonly words: string
  readonly name: string
  readonly address: string | null
  readonly phone: string | null
  readonly isNamePublic: boolean
}

export type TypedField = keyof Typed
export type Wrong = { readonly name: TypedField; readonly refusal: Refusal }

type Known = {
  readonly isUnit: (code: string) => boolean
  readonly isProcedure: (code: string) => boolean
}

/** What was meant, or everything that is wrong with it. A sender has a name and can be reached, as the law wants. */
export function readTyped(
  about: About,
  typed: Typed,
  { isUnit, isProcedure }: Known,
): { meant: Meant } | { wrong: readonly Wrong[] } {
  const text = (value: string | undefined, max: number) => (value ?? '').trim().slice(0, max)
  const isStaff = about === 'staff'
  const procedure = text(typed.procedure, 20)
  const conduct = conductKeys.find((key) => key === typed.conduct)
  const accused = isStaff ? (typed.accused ?? '') : ''
  const words = text(typed.words, wordsMax)
  const name = text(typed.name, 100)
  const address = text(typed.address, 300)
  const phone = (typed.phone ?? '').replace(/[\s.]/g, '')
  const isPhone = /^0\d{9}$/.test(phone)
  const wrong: Wrong[] = []
  const demand = (isRight: boolean, field: TypedField, reason: () => Refusal) => {
    if (!isRight) wrong.push({ name: field, refusal: reason() })
  }
  if (isStaff) {
    demand(isUnit(accused), 'accused', refusal.accusedNeeded)
    demand(conduct !== undefined, 'conduct', refusal.conductNeeded)
  } else demand(procedure === '' || isProcedure(procedure), 'procedure', refusal.procedureUnknown)
  demand(words.length >= wordsMin, 'words', refusal.wordsNeeded)
  demand(name.length >= 2, 'name', refusal.nameNeeded)
  demand(phone === '' || isPhone, 'phone', refusal.phoneWrong)
  demand(isPhone || phone !== '' || address.length >= 5, 'phone', refusal.contactNeeded)
  if (wrong.length > 0) return { wrong }
  return {
    meant: {
      about,
      procedureCode: isStaff ? null : procedure || null,
      conduct: (isStaff && conduct) || null,
      accused,
      officialName: (isStaff && text(typed.official, 100)) || null,
      words,
      name,
      address: address || null,
      phone: phone || null,
      isNamePublic: typed.named === 'yes',
    },
  }
}
