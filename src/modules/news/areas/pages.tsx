/** Choosing areas: the province, its districts, and communes folded under each. Works without script. */

import { useTexts } from '#kernel/page.tsx'
import { Checkboxes, type Choice } from '#ui/choices.tsx'
import { fieldId } from '#ui/forms.tsx'
import type { Place, Places } from './domain.ts'
import { texts } from './texts.ts'

const inOrder = new Intl.Collator('vi').compare
const choiceOf = ({ code, name }: Place): Choice => ({ value: code, label: name })
const sorted = (places: readonly Place[]) => places.toSorted((a, b) => inOrder(a.name, b.name)).map(choiceOf)

/** Communes that lie in the province itself stand beside the districts. */
export function AreaChoices({
  places,
  chosen,
  label,
  hint,
  error,
}: {
  readonly places: Places
  readonly chosen: readonly string[]
  readonly label?: string
  readonly hint?: string | undefined
  readonly error?: string | undefined
}) {
  const t = useTexts(texts)
  const all = [...places.values()]
  const province = all.find(({ level }) => level === 'province')
  const districts = all.filter(({ level }) => level === 'district')
  const upper = [
    ...(province ? [{ ...choiceOf(province), label: t.wholeProvince }] : []),
    ...sorted(districts),
    ...sorted(all.filter(({ level, parent }) => level === 'commune' && parent === province?.code)),
  ]
  return (
    <div class="stack area-choices">
      <Checkboxes
        name="khu-vuc"
        label={label ?? t.areas}
        hint={hint}
        error={error}
        choices={upper}
        values={chosen}
        isInline
      />
      {districts
        .toSorted((a, b) => inOrder(a.name, b.name))
        .map((district) => {
          const communes = all.filter(({ parent }) => parent === district.code)
          const count = communes.filter(({ code }) => chosen.includes(code)).length
          if (communes.length === 0) return null
          return (
            <details key={district.code} class="disclosure" open={count > 0}>
              <summary>
                {t.communesOf(district.name)}
                {count > 0 && <strong> – {t.chosen(count)}</strong>}
              </summary>
              <div class="choices choices-inline">
                {sorted(communes).map(({ value, label: name }) => (
                  <div key={value} class="choice">
                    <input
                      type="checkbox"
                      id={fieldId(`khu-vuc-${value}`)}
                      name="khu-vuc"
                      value={value}
                      checked={chosen.includes(value)}
                    />
                    <label for={fieldId(`khu-vuc-${value}`)}>{name}</label>
                  </div>
                ))}
              </div>
            </details>
          )
        })}
    </div>
  )
}
