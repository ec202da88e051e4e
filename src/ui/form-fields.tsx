/** Draws the fields of a form that a pack defines. Names of controls are those that `readPage` reads. */

import { type FormFault, type PageView, type ShownGroup, writeAct } from '#kernel/forms.ts'
import { usePage, useTexts } from '#kernel/page.tsx'
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
}

/**
 * Every field of a page, with what stands in it and what is wrong with it. Entries are added and taken out, and files
 * moved, by buttons called `act` that send the form (`readAct`, `applyAct`), so that no script is needed.
 */
export function FormFields({ view, errors = [], lists, isPageHeading }: FormFieldsProps) {
  return (
    <div class="form-fields">
      {view.fields.map((shown) =>
        shown.kind === 'group' ? (
          <GroupFields key={shown.path} group={shown} view={view} errors={errors} lists={lists} />
        ) : (
          <FormField
            key={shown.path}
            shown={shown}
            typed={view.typed}
            errors={errors}
            lists={lists}
            isPageHeading={isPageHeading ?? false}
          />
        ),
      )}
    </div>
  )
}

type GroupFieldsProps = Pick<FormFieldsProps, 'view' | 'lists'> & {
  readonly group: ShownGroup
  readonly errors: readonly FormFault[]
}

/** Entries one under another, each a group of its own. */
function GroupFields({ group, view, errors, lists }: GroupFieldsProps) {
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
      {entries.map(({ index, fields }, position) => (
        <fieldset key={index} class="entry" id={fieldId(`${path}.${index}`)}>
          <legend class="label">{`${title} ${position + 1}`}</legend>
          {fields.map((shown) => (
            <FormField key={shown.path} shown={shown} typed={view.typed} errors={errors} lists={lists} />
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
