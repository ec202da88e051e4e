/** Checks of field reports and petitions: codes once, every category with a class that there is and a unit that there is. */
import { type Contents, type Located, problemAt } from './contents.ts'
import type { Problem } from './messages.ts'

export function feedbackProblems({ feedback, units }: Contents): Problem[] {
  if (!feedback) return []
  const { classes, categories, grounds, replies } = feedback.value
  const known = {
    classes: new Set(classes.map(({ code }) => code)),
    units: new Set(units.map(({ value }) => value.code)),
  }
  const twice = repeatedCodes(feedback, { classes, categories, grounds, replies })
  const lost = categories.flatMap(({ class: urgency, handledBy }, index) => [
    ...(known.classes.has(urgency)
      ? []
      : [problemAt(feedback, `/categories/${index}/class`, `Không có mức độ “${urgency}”.`)]),
    ...('unit' in handledBy && !known.units.has(handledBy.unit)
      ? [problemAt(feedback, `/categories/${index}/handledBy/unit`, `Không có đơn vị ${handledBy.unit}.`)]
      : []),
  ])
  return [...twice, ...lost]
}

export function petitionProblems({ petitions }: Contents): Problem[] {
  if (!petitions) return []
  const { grounds, replies } = petitions.value
  return repeatedCodes(petitions, { grounds, replies })
}

type Lists = Readonly<Record<string, readonly { readonly code: string }[]>>

const repeatedCodes = (part: Located<unknown>, lists: Lists): Problem[] =>
  Object.entries(lists).flatMap(([list, entries]) =>
    entries.flatMap(({ code }, index) =>
      entries.findIndex((one) => one.code === code) === index
        ? []
        : [problemAt(part, `/${list}/${index}/code`, `Mã “${code}” ghi hai lần.`)],
    ),
  )
