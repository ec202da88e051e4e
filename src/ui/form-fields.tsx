/** Draws the fields of a form that a pack defines. Names of controls are those that `readPage` reads. */

import type { ComponentChildren } from 'preact'
import {
  type Drawn,
  type FormFault,
  type PageView,
  type Reveal,
  type ShownField,
  type ShownGroup,
  writeAct,
} from '#kernel/forms.ts'
import { Island, usePage, useTexts } from '#kernel/page.tsx'
import { Button } from './elements.tsx'
import { FormField, type FormLists } from './form-field.tsx'
import { Fieldset, fieldId } from './forms.tsx'
import { formTexts } from './texts.ts'

export type { FormLists } from './form-field.tsx'

type FormFieldsProps = {
  readonly view: PageView
  readonly errors?: readonly FormFault[] | undefined
  readonly lists: FormLists
  /** The page's own heading already says the label of its only field. */
  readonly isPageHeading?: boolean | undefined
  /** With script, questions that an answer of the page brings up come up at once; the form sends `_shown.<path>` for each. */
  readonly isRevealing?: boolean | undefined
}

/** Begins the names by which a form tells which questions came up in the browser. */
export const revealedMark = '_shown.'

/**
 * Every field of a page, with what stands in it and what is wrong with it. Entries are added and taken out, and files
 * moved, by buttons called `act` that send the form (`readAct`, `applyAct`), so that no script is needed.
 */
export function FormFields(props: FormFieldsProps) {
  const { view, errors = [], lists, isPageHeading, isRevealing = false } = props
  const drawn = isRevealing && view.drawn ? view.drawn : allAsked(view.fields)
  const fields = (
    <div class="form-fields">
      {drawn.map((one) => (
        <Revealed key={one.shown.path} {...one}>
          {one.shown.kind === 'group' ? (
            <GroupFields
              group={one.shown}
              view={view}
              errors={errors}
              lists={lists}
              isRevealing={isRevealing}
            />
          ) : (
            <FormField
              shown={one.shown}
              typed={view.typed}
              errors={errors}
              lists={lists}
              isPageHeading={isPageHeading ?? false}
            />
          )}
        </Revealed>
      ))}
    </div>
  )
  return mayReveal(drawn) ? <Island of="reveal">{fields}</Island> : fields
}

const allAsked = <S extends ShownField | ShownGroup>(fields: readonly S[]): readonly Drawn<S>[] =>
  fields.map((shown) => ({ shown, isAsked: true }))

const mayReveal = (drawn: readonly Drawn<ShownField | ShownGroup>[]): boolean =>
  drawn.some(
    ({ reveal, shown }) =>
      reveal !== undefined ||
      (shown.kind === 'group' && shown.entries.some((entry) => mayReveal(entry.drawn ?? []))),
  )

type RevealedProps = Omit<Drawn<ShownField | ShownGroup>, 'shown'> & {
  readonly shown: { readonly path: string }
  readonly children: ComponentChildren
}

/** What is not asked yet is shut off, so that without script it is neither seen nor sent. */
function Revealed({ isAsked, reveal, shown, children }: RevealedProps) {
  if (!reveal) return <>{children}</>
  return (
    <fieldset
      class="revealed"
      role="presentation"
      data-reveal={JSON.stringify(reveal satisfies Reveal)}
      data-tells={isAsked ? undefined : `${revealedMark}${shown.path}`}
      hidden={!isAsked}
      disabled={!isAsked}
    >
      {children}
    </fieldset>
  )
}

type GroupFieldsProps = Pick<FormFieldsProps, 'view' | 'lists' | 'isRevealing'> & {
  readonly group: ShownGroup
  readonly errors: readonly FormFault[]
}

/** Entries one under another, each a group of its own. */
function GroupFields({ group, view, errors, lists, isRevealing }: GroupFieldsProps) {
  const { language } = usePage()
  const texts = useTexts(formTexts)
  const { field, path, entries } = group
  const title = field.itemTitle[language]
  const error = errors.find((fault) => fault.field === path)
  const leastEntries = Math.max(1, field.min ?? 1)
  return (
    <Fieldset
      name={path}
      label={field.label[language]}
      hint={field.hint?.[language]}
      error={error?.message}
      isOptional={field.required === false}
    >
      {entries.map(({ index, fields, drawn }, position) => (
        <fieldset key={index} class="entry" id={fieldId(`${path}.${index}`)}>
          <legend class="label">{`${title} ${position + 1}`}</legend>
          {(isRevealing && drawn ? drawn : allAsked(fields)).map((one) => (
            <Revealed key={one.shown.path} {...one}>
              <FormField shown={one.shown} typed={view.typed} errors={errors} lists={lists} />
            </Revealed>
          ))}
          {entries.length > (field.required === false ? 0 : leastEntries) && (
            <Button
              kind="quiet"
              icon="delete"
              name="act"
              value={writeAct({ kind: 'remove', group: path, index })}
            >
              {texts.removeEntry(`${title.toLowerCase()} ${position + 1}`)}
            </Button>
          )}
        </fieldset>
      ))}
      {entries.length < field.max && (
        <Button kind="secondary" icon="add" name="act" value={writeAct({ kind: 'add', group: path })}>
          {texts.addEntry(`${title.toLowerCase()} ${entries.length + 1}`)}
        </Button>
      )}
    </Fieldset>
  )
}
