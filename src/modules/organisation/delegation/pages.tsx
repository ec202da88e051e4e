/** Vắng mặt, làm thay: one form, and the list of absences beneath. */

import { PostForm, useTexts } from '#kernel/page.tsx'
import { formatDate } from '#kernel/text.ts'
import type { CalendarDate } from '#kernel/types.ts'
import { Checkboxes, Radios, Select } from '#ui/choices.tsx'
import { Button } from '#ui/elements.tsx'
import { NotDone, Notice } from '#ui/feedback.tsx'
import { TextInput } from '#ui/forms.tsx'
import { Disclosure, PageHead, Section } from '#ui/layout.tsx'
import { OfficeFrame } from '#ui/office-frame.tsx'
import { DateInput, type DateParts, dateParts } from '#ui/people-inputs.tsx'
import { StatusTag } from '#ui/status.tsx'
import { Table } from '#ui/tables.tsx'
import { absenceLinks } from '../api.ts'
import type { AbsenceView } from './commands.ts'
import { type Absence, isOn, signings } from './domain.ts'
import { texts } from './texts.ts'

/** What was typed, by the names of the fields. */
export type Typed = Readonly<Record<string, string | readonly string[] | undefined>>

export type AbsencePageView = {
  readonly view: AbsenceView
  readonly today: CalendarDate
  readonly ownId: string
  readonly roleNames: ReadonlyMap<string, string>
  readonly done?: 'khai' | 'huy' | undefined
  readonly problem?: string | undefined
  readonly typed?: Typed | undefined
}

export function AbsencesPage(props: AbsencePageView) {
  return (
    <OfficeFrame>
      <Body {...props} />
    </OfficeFrame>
  )
}

function Body(props: AbsencePageView) {
  const t = useTexts(texts)
  const { view, done, problem } = props
  return (
    <>
      <NotDone title={t.notDone} reason={problem} />
      {done && <Notice tone="success" title={done === 'khai' ? t.declared : t.revokedDone} isResult />}
      <PageHead title={t.title} lead={t.lead} />
      <AbsenceForm {...props} />
      {view.colleagues.length > 1 && <OtherPerson {...props} />}
      <Section id="lich" title={t.list}>
        <Absences {...props} />
      </Section>
    </>
  )
}

const one = (typed: Typed, name: string) => {
  const value = typed[name]
  return typeof value === 'string' ? value : value?.[0]
}

function AbsenceForm({ view, today, ownId, roleNames, typed = {} }: AbsencePageView) {
  const t = useTexts(texts)
  const { person, deputies, roles, maySign } = view
  const partsOf = (name: string): DateParts =>
    typed[`${name}.day`] === undefined
      ? dateParts(today)
      : {
          day: one(typed, `${name}.day`) ?? '',
          month: one(typed, `${name}.month`) ?? '',
          year: one(typed, `${name}.year`) ?? '',
        }
  const scope = one(typed, 'scope') ?? 'all'
  return (
    <Section id="khai" title={person.personId === ownId ? t.declareOwn : t.declareFor(person.name)} isPanel>
      <PostForm action={absenceLinks.declare} hidden={{ person: person.personId }} class="stack">
        <div class="field-row">
          <DateInput name="from" label={t.from} value={partsOf('from')} />
          <DateInput name="to" label={t.to} value={partsOf('to')} />
        </div>
        <Select
          name="deputy"
          label={t.deputy}
          hint={t.deputyHint}
          isOptional
          placeholder={t.nobody}
          value={one(typed, 'deputy')}
          choices={deputies.map(({ personId, name, title, unitName }) => ({
            value: personId,
            label: `${name} – ${title}, ${unitName}`,
          }))}
        />
        {maySign && (
          <>
            <Radios
              name="signing"
              label={t.signing}
              value={one(typed, 'signing') ?? ''}
              choices={[
                { value: '', label: t.noSigning },
                ...signings.map((value) => ({ value, label: t[value] })),
              ]}
            />
            <TextInput
              name="authorisation"
              label={t.authorisation}
              isOptional
              width="long"
              maxLength={200}
              value={one(typed, 'authorisation')}
            />
          </>
        )}
        <Disclosure summary={t.moreScope}>
          <div class="stack">
            <Radios
              name="scope"
              label={t.scope}
              value={scope}
              choices={[
                { value: 'all', label: t.all },
                { value: 'roles', label: t.onlyRoles },
                { value: 'procedures', label: t.onlyProcedures },
              ]}
            />
            <Checkboxes
              name="roles"
              label={t.roles}
              isOptional
              values={[typed.roles ?? []].flat()}
              choices={roles.map((value) => ({ value, label: roleNames.get(value) ?? value }))}
            />
            <TextInput
              name="procedures"
              label={t.procedures}
              hint={t.proceduresHint}
              isOptional
              width="long"
              maxLength={1000}
              value={one(typed, 'procedures')}
            />
          </div>
        </Disclosure>
        <Button>{t.declare}</Button>
      </PostForm>
    </Section>
  )
}

/** A chief's or administrator's way to the form of another person. */
function OtherPerson({ view }: AbsencePageView) {
  const t = useTexts(texts)
  const { units, unitId, colleagues, person } = view
  return (
    <Disclosure summary={t.chooseOther}>
      {units.length > 1 && (
        <form method="get" action={absenceLinks.list} class="filter-form">
          <Select
            name="don-vi"
            label={t.unit}
            value={unitId}
            placeholder={null}
            choices={units.map(({ id, name }) => ({ value: id, label: name }))}
          />
          <Button kind="secondary">{t.show}</Button>
        </form>
      )}
      <form method="get" action={absenceLinks.list} class="filter-form">
        <Select
          name="nguoi"
          label={t.person}
          value={person.personId}
          placeholder={null}
          choices={colleagues.map(({ personId, name, title }) => ({
            value: personId,
            label: `${name} – ${title}`,
          }))}
        />
        <Button kind="secondary">{t.show}</Button>
      </form>
    </Disclosure>
  )
}

function Absences({ view: { absences }, today, roleNames }: AbsencePageView) {
  const t = useTexts(texts)
  return (
    <Table
      caption={t.list}
      isCaptionHidden
      rows={absences}
      rowKey={({ id }) => id}
      empty={t.none}
      columns={[
        {
          key: 'person',
          label: t.person,
          isRowHead: true,
          cell: ({ personName, personTitle }) => (
            <>
              {personName}
              <span class="cell-note">{personTitle}</span>
            </>
          ),
        },
        {
          key: 'days',
          label: t.days,
          cell: ({ fromOn, toOn }) =>
            fromOn === toOn ? formatDate(fromOn) : `${formatDate(fromOn)} – ${formatDate(toOn)}`,
        },
        { key: 'deputy', label: t.deputy, cell: ({ deputyName }) => deputyName ?? t.pool },
        {
          key: 'work',
          label: t.work,
          isSecondary: true,
          cell: (absence) => <Scope absence={absence} roleNames={roleNames} />,
        },
        { key: 'state', label: t.state, cell: (absence) => <State absence={absence} today={today} /> },
        {
          key: 'act',
          label: t.act,
          cell: (absence) =>
            absence.revokedAt === null &&
            absence.toOn >= today && (
              <PostForm action={absenceLinks.revoke(absence.id)}>
                <Button kind="secondary">
                  {t.revoke}
                  <span class="visually-hidden"> {t.revokeOf(absence.personName)}</span>
                </Button>
              </PostForm>
            ),
        },
      ]}
    />
  )
}

function Scope({
  absence: { roles, procedures, signing, deputyId },
  roleNames,
}: {
  readonly absence: Absence
  readonly roleNames: ReadonlyMap<string, string>
}) {
  const t = useTexts(texts)
  if (!deputyId) return null
  const parts = [
    roles?.map((role) => roleNames.get(role) ?? role).join(', ') ?? procedures?.join(', ') ?? t.whole,
    signing && t.signs(signing),
  ]
  return <>{parts.filter(Boolean).join('. ')}</>
}

function State({ absence, today }: { readonly absence: Absence; readonly today: CalendarDate }) {
  const t = useTexts(texts)
  if (absence.revokedAt) return <StatusTag tone="done">{t.revoked}</StatusTag>
  if (isOn(absence, today)) return <StatusTag tone="waiting">{t.now}</StatusTag>
  return absence.fromOn > today ? (
    <StatusTag tone="progress">{t.coming}</StatusTag>
  ) : (
    <StatusTag tone="done">{t.over}</StatusTag>
  )
}
