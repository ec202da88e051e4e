/** How a log is read: its columns, what its activities and resources are here. */

import { PostForm, useTexts } from '#kernel/page.tsx'
import { formatNumber } from '#kernel/text.ts'
import { Radios, Select } from '#ui/choices.tsx'
import { Button } from '#ui/elements.tsx'
import { TextInput } from '#ui/forms.tsx'
import { Section } from '#ui/layout.tsx'
import { type Column, Table } from '#ui/tables.tsx'
import { historyLinks } from '../api.ts'
import { type Act, acts, type Counted, columnRoles, type Import, neededRoles } from '../domain.ts'
import { texts } from '../texts.ts'

export type MappingView = {
  readonly one: Import
  readonly steps: readonly {
    readonly key: string
    readonly name: { readonly vi: string; readonly en: string }
  }[]
}

/** Names of the fields; activities and resources go by their place in the list, for a name may hold anything. */
export const fieldNames = {
  column: (role: string) => `cot-${role}`,
  activity: (index: number) => `hoat-dong-${index}`,
  resource: (index: number) => `nguoi-${index}`,
}

export function MappingForm({ one, steps }: MappingView) {
  const t = useTexts(texts)
  const { found, mapping } = one
  if (!found) return null
  return (
    <PostForm action={historyLinks.mapping(one.id)} class="stack">
      <Section title={t.columns} id="cot">
        <div class="field-grid">
          {columnRoles.map((role) => (
            <Select
              key={role}
              name={fieldNames.column(role)}
              label={t[role]}
              isOptional={!neededRoles.includes(role)}
              choices={found.columns.map((name) => ({ value: name, label: name }))}
              value={mapping.columns[role]}
              placeholder={t.noColumn}
              width="full"
            />
          ))}
        </div>
        <Radios
          name="mui-gio"
          label={t.zone}
          value={mapping.zone}
          choices={[
            { value: 'province', label: t.zoneProvince },
            { value: 'utc', label: t.zoneUtc },
          ]}
        />
        <Preview one={one} />
      </Section>
      <Activities one={one} steps={steps} />
      {found.resources.length > 0 && <Resources one={one} />}
      <Radios
        name="chua-xong"
        label={t.unfinished}
        value={mapping.unfinished}
        choices={[
          { value: 'closed', label: t.unfinishedClosed },
          { value: 'open', label: t.unfinishedOpen },
        ]}
      />
      <Button icon="check">{t.check}</Button>
    </PostForm>
  )
}

function Preview({ one: { found } }: { readonly one: Import }) {
  const t = useTexts(texts)
  if (!found) return null
  const columns: readonly Column<{ cells: readonly string[]; index: number }>[] = found.columns.map(
    (name, at) => ({
      key: name,
      label: name,
      cell: ({ cells }) => cells[at] ?? '',
    }),
  )
  return (
    <Table
      caption={
        found.preview.length < found.rowsCount
          ? t.preview(formatNumber(found.preview.length), formatNumber(found.rowsCount))
          : t.allRows
      }
      columns={columns}
      rows={found.preview.map((cells, index) => ({ cells, index }))}
      rowKey={({ index }) => index}
      empty={null}
    />
  )
}

function Activities({ one: { found, mapping }, steps }: MappingView) {
  const t = useTexts(texts)
  const nameOf = (act: Act) => (act === 'stopped' ? t.stoppedAct : t[act])
  const groups = [
    { label: t.steps, choices: steps.map(({ key, name }) => ({ value: `step:${key}`, label: name.vi })) },
    {
      label: t.actsGroup,
      choices: [...acts.map((act) => ({ value: act, label: nameOf(act) })), { value: 'skip', label: t.skip }],
    },
  ]
  const guessed = new Set(found?.guessed)
  return (
    <Section title={t.activities} id="hoat-dong">
      <p class="hint">{t.activitiesLead}</p>
      <div class="field-grid">
        {found?.activities.map(({ name, count }: Counted, index) => (
          <Select
            key={name}
            name={fieldNames.activity(index)}
            label={name}
            hint={[`${t.times}: ${formatNumber(count)}`, guessed.has(name) ? t.guessed : '']
              .filter(Boolean)
              .join(' · ')}
            groups={groups}
            value={Object.hasOwn(mapping.activities, name) ? mapping.activities[name] : undefined}
            width="full"
          />
        ))}
      </div>
    </Section>
  )
}

function Resources({ one: { found, mapping } }: { readonly one: Import }) {
  const t = useTexts(texts)
  return (
    <Section title={t.resources} id="nguoi">
      <p class="hint">{t.resourcesLead}</p>
      <div class="field-grid">
        {found?.resources.map(({ name, count }, index) => (
          <TextInput
            key={name}
            name={fieldNames.resource(index)}
            label={name}
            hint={`${t.times}: ${formatNumber(count)}`}
            value={Object.hasOwn(mapping.resources, name) ? mapping.resources[name] : undefined}
            isOptional
            width="full"
            maxLength={40}
          />
        ))}
      </div>
    </Section>
  )
}
