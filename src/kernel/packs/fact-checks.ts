/** Checks of the fact book: what a form is filled in with must be declared, and of a kind that fits. */
import type { Field } from '../forms.ts'
import { type Contents, problemAt } from './contents.ts'
import type { SharedFact } from './facts.ts'
import type { Problem } from './messages.ts'

/** Whether what is known under the fact may stand in the field. */
function fits(fact: SharedFact, field: Field): boolean {
  if (field.kind === 'text') return fact.kind === 'text' || fact.kind === 'fullName'
  if (field.kind === 'partialDate') return fact.kind === 'date'
  if (field.kind !== fact.kind) return false
  if (field.kind !== 'choice') return true
  const asked = new Set(field.options.map(({ value }) => value))
  return (fact.options ?? []).every(({ value }) => asked.has(value))
}

export function factProblems({ facts: book, forms }: Contents): Problem[] {
  if (!book) return []
  const { groups, facts } = book.value
  const known = new Map(facts.map((fact) => [fact.key, fact]))
  const named = new Set(groups.map(({ key }) => key))
  return [
    ...facts.flatMap((fact, index) => [
      ...(named.has(fact.group)
        ? []
        : [problemAt(book, `/facts/${index}/group`, `Không có nhóm ${fact.group} trong facts.json.`)]),
      ...(known.get(fact.key) === fact
        ? []
        : [problemAt(book, `/facts/${index}/key`, `Dữ kiện ${fact.key} ghi hai lần.`)]),
      ...((fact.kind === 'choice') === (fact.options !== undefined)
        ? []
        : [
            problemAt(book, `/facts/${index}/kind`, 'Chỉ dữ kiện kiểu choice, và luôn kiểu này, có options.'),
          ]),
    ]),
    ...forms.flatMap((form) =>
      form.value.pages.flatMap((page, at) =>
        page.fields.flatMap((field, index) => {
          const fact = field.prefill === undefined ? undefined : known.get(field.prefill)
          const wrong =
            field.prefill === undefined
              ? undefined
              : !fact
                ? `Không có dữ kiện ${field.prefill} trong facts.json.`
                : fits(fact, field)
                  ? undefined
                  : `Dữ kiện ${fact.key} là ${fact.kind}, không điền được vào ô ${field.kind} này.`
          return wrong ? [problemAt(form, `/pages/${at}/fields/${index}/prefill`, wrong)] : []
        }),
      ),
    ),
  ]
}
