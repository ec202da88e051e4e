/** Screens of the working calendar: the year as a picture, announcing and withdrawing with a preview. */

import type { Problem } from '#kernel/errors.ts'
import { PostForm, usePage, useTexts } from '#kernel/page.tsx'
import { formatDate, formatDateTime, formatNumber } from '#kernel/text.ts'
import { type CalendarDate, calendarDate } from '#kernel/types.ts'
import { Checkbox, Radios, Select } from '#ui/choices.tsx'
import { Button, ButtonGroup, LinkButton, SummaryList } from '#ui/elements.tsx'
import { NotDone, Notice } from '#ui/feedback.tsx'
import { TextInput } from '#ui/forms.tsx'
import { PageHead, Section, Stack } from '#ui/layout.tsx'
import { OfficeFrame } from '#ui/office-frame.tsx'
import { DateInput } from '#ui/people-inputs.tsx'
import { FilterBar, Table } from '#ui/tables.tsx'
import type { Preview } from './commands.ts'
import type { Announcement, AnnouncementFields, Impact, Move, YearDay } from './domain.ts'
import type { Listed } from './store.ts'
import { texts } from './texts.ts'
import { YearPicture } from './year/pages.tsx'

export const calendarLinks = {
  year: '/quan-tri/lich-nghi',
  preview: '/quan-tri/lich-nghi/xem-truoc',
  announce: '/quan-tri/lich-nghi/cong-bo',
  withdraw: (id: string) => `/quan-tri/lich-nghi/${id}/rut`,
  recounts: '/quan-tri/tinh-lai-han',
}

type Units = readonly { readonly value: string; readonly label: string }[]
export type YearProps = {
  readonly year: number
  readonly years: readonly number[]
  readonly unit: string | undefined
  readonly units: Units
  readonly days: readonly YearDay[]
  readonly announcements: readonly Listed[]
  /** The last day of the calendar when it comes within twelve months. */
  readonly endsOn: CalendarDate | undefined
  readonly done: 'announced' | 'withdrawn' | undefined
}

export function YearPage(props: YearProps) {
  return (
    <OfficeFrame>
      <Year {...props} />
    </OfficeFrame>
  )
}

function Year({ year, years, unit, units, days, announcements, endsOn, done }: YearProps) {
  const t = useTexts(texts)
  return (
    <Stack>
      <PageHead title={t.title} lead={t.lead(year)} />
      {done && (
        <Notice tone="success" title={done === 'announced' ? t.done : t.doneWithdrawn} isResult>
          <p>
            <a href={calendarLinks.recounts}>{t.progress}</a>
          </p>
        </Notice>
      )}
      {endsOn && <Notice tone="warning" title={t.ends(formatDate(endsOn))} />}
      <FilterBar action={calendarLinks.year} label={t.show}>
        <Select
          name="year"
          label={t.year}
          choices={years.map((one) => ({ value: String(one), label: String(one) }))}
          value={String(year)}
          placeholder={null}
          width="short"
        />
        <Select
          name="unit"
          label={t.ofUnit}
          choices={units}
          value={unit}
          placeholder={t.wholeProvince}
          isOptional
        />
      </FilterBar>
      <YearPicture days={days} />
      <Section title={t.announcements} id="thong-bao">
        <Announcements rows={announcements} />
      </Section>
      <Section title={t.announceTitle} id="cong-bo" isPanel>
        <AnnouncementForm fields={{}} units={units} />
      </Section>
      <Section title={t.namedDays} id="ngay-co-ten">
        <NamedDays days={days} />
      </Section>
    </Stack>
  )
}

function NamedDays({ days }: { readonly days: readonly YearDay[] }) {
  const t = useTexts(texts)
  return (
    <Table
      caption={t.listed(t.namedDays)}
      isCaptionHidden
      rows={days.filter(({ kind, name }) => kind !== 'work' && kind !== 'weekend' && name)}
      rowKey={({ date }) => date}
      empty={<p>{t.noAnnouncement}</p>}
      columns={[
        { key: 'day', label: t.day, cell: ({ date }) => formatDate(date), isRowHead: true },
        { key: 'kind', label: t.kind, cell: ({ kind }) => t[kind] },
        {
          key: 'name',
          label: t.name,
          cell: ({ name, isUnsure }) => `${name}${isUnsure ? ` (${t.unsure})` : ''}`,
        },
      ]}
    />
  )
}

const daysOf = ({ fromOn, toOn }: Pick<Announcement, 'fromOn' | 'toOn'>) =>
  fromOn === toOn
    ? formatDate(calendarDate(fromOn))
    : `${formatDate(calendarDate(fromOn))} – ${formatDate(calendarDate(toOn))}`

function Announcements({ rows }: { readonly rows: readonly Listed[] }) {
  const t = useTexts(texts)
  return (
    <Table
      caption={t.listed(t.announcements)}
      isCaptionHidden
      rows={rows}
      rowKey={({ id }) => id}
      empty={<p>{t.noAnnouncement}</p>}
      columns={[
        { key: 'day', label: t.day, cell: daysOf, isRowHead: true },
        {
          key: 'kind',
          label: t.kind,
          cell: ({ kind, unitCode }) => `${t[kind]}, ${unitCode ?? t.wholeProvince}`,
        },
        { key: 'name', label: t.name, cell: ({ name, sure }) => `${name}${sure ? '' : ` (${t.unsure})`}` },
        { key: 'basis', label: t.basis, cell: ({ legalBasis }) => legalBasis },
        {
          key: 'standing',
          label: t.standing,
          cell: ({ id, withdrawnAt, withdrawalBasis }) =>
            withdrawnAt ? (
              t.wasWithdrawn(withdrawalBasis ?? '')
            ) : (
              <>
                {t.inForce} <a href={calendarLinks.withdraw(id)}>{t.withdraw}</a>
              </>
            ),
        },
      ]}
    />
  )
}

type FormProps = { readonly fields: AnnouncementFields; readonly units: Units }

function AnnouncementForm({ fields, units }: FormProps) {
  const t = useTexts(texts)
  const parts = (name: 'from' | 'to') => ({
    day: fields[`${name}.day`] ?? '',
    month: fields[`${name}.month`] ?? '',
    year: fields[`${name}.year`] ?? '',
  })
  return (
    <form method="get" action={calendarLinks.preview} class="stack" noValidate>
      <Radios
        name="kind"
        label={t.kind}
        choices={(['dayOff', 'closure', 'halfDay', 'makeUpDay'] as const).map((value) => ({
          value,
          label: t[value],
        }))}
        value={fields.kind ?? 'dayOff'}
        isInline
      />
      <Select
        name="unit"
        label={t.ofUnit}
        choices={units}
        value={fields.unit}
        placeholder={t.wholeProvince}
        isOptional
      />
      <DateInput name="from" label={t.from} value={parts('from')} />
      <DateInput name="to" label={t.to} hint={t.toHint} value={parts('to')} isOptional />
      <TextInput
        name="hours"
        label={t.hours}
        hint={t.hoursHint}
        value={fields.hours}
        isOptional
        maxLength={80}
      />
      <TextInput name="name" label={t.name} hint={t.nameHint} value={fields.name} maxLength={200} />
      <TextInput name="basis" label={t.basis} hint={t.basisHint} value={fields.basis} maxLength={500} />
      <Checkbox name="unsure" value="1" label={t.notSure} isChecked={Boolean(fields.unsure)} />
      <Button>{t.preview}</Button>
    </form>
  )
}

export type PreviewProps = FormProps & {
  readonly preview: Preview | undefined
  readonly problem: Problem | undefined
}

/** What a new announcement would do; with a problem, the form again with everything as typed. */
export function PreviewPage(props: PreviewProps) {
  return (
    <OfficeFrame>
      <PreviewText {...props} />
    </OfficeFrame>
  )
}

function PreviewText({ preview, problem, fields, units }: PreviewProps) {
  const t = useTexts(texts)
  return (
    <div class="reading stack">
      <PageHead title={t.previewTitle} />
      <NotDone title={t.wrong} reason={problem?.detail} />
      {preview && (
        <>
          <Facts announcement={preview.announcement} />
          <ImpactNotice impact={preview.impact} />
          <PostForm action={calendarLinks.announce} hidden={filled(fields)}>
            <ButtonGroup>
              <Button>{t.confirm}</Button>
              <LinkButton href={calendarLinks.year} kind="quiet">
                {t.back}
              </LinkButton>
            </ButtonGroup>
          </PostForm>
        </>
      )}
      <Section title={t.change} id="sua">
        <AnnouncementForm fields={fields} units={units} />
      </Section>
    </div>
  )
}

const filled = (fields: AnnouncementFields): Record<string, string> =>
  Object.fromEntries(
    Object.entries(fields).flatMap(([name, value]) => (value ? [[name, value] as const] : [])),
  )

export type WithdrawalProps = {
  readonly preview: Preview & { readonly id: string }
  readonly basis: string
  readonly problem: Problem | undefined
}

export function WithdrawalPage(props: WithdrawalProps) {
  return (
    <OfficeFrame>
      <Withdrawal {...props} />
    </OfficeFrame>
  )
}

function Withdrawal({ preview, basis, problem }: WithdrawalProps) {
  const t = useTexts(texts)
  return (
    <div class="reading stack">
      <PageHead title={t.withdrawTitle} />
      <NotDone title={t.wrong} reason={problem?.detail} />
      <Facts announcement={preview.announcement} />
      <ImpactNotice impact={preview.impact} />
      <PostForm action={calendarLinks.withdraw(preview.id)}>
        <TextInput name="basis" label={t.withdrawalBasis} hint={t.basisHint} value={basis} maxLength={500} />
        <ButtonGroup>
          <Button kind="danger">{t.confirmWithdrawal}</Button>
          <LinkButton href={calendarLinks.year} kind="quiet">
            {t.back}
          </LinkButton>
        </ButtonGroup>
      </PostForm>
    </div>
  )
}

function Facts({ announcement }: { readonly announcement: Announcement }) {
  const t = useTexts(texts)
  const { kind, unitCode, sessions, name, legalBasis, sure } = announcement
  return (
    <SummaryList
      rows={[
        { term: t.kind, value: t[kind] },
        { term: t.day, value: daysOf(announcement) },
        { term: t.ofUnit, value: unitCode ?? t.wholeProvince },
        ...(sessions.length > 0 ? [{ term: t.hours, value: sessions.join(', ') }] : []),
        { term: t.name, value: sure ? name : `${name} (${t.unsure})` },
        { term: t.basis, value: legalBasis },
      ]}
    />
  )
}

function ImpactNotice({ impact }: { readonly impact: Impact }) {
  const t = useTexts(texts)
  const { language } = usePage()
  const { later, earlier, looked, open, first, last } = impact
  const figure = (count: number) => formatNumber(count, language)
  const moves = ({ before, after }: Move) =>
    t.moves(formatDateTime(before, language), formatDateTime(after, language))
  return (
    <Notice title={later + earlier === 0 ? t.noChange : t.moved(figure(later + earlier))}>
      {later + earlier > 0 && <p>{t.laterEarlier(figure(later), figure(earlier))}</p>}
      {first && <p>{`${t.firstDue}: ${moves(first)}`}</p>}
      {last && <p>{`${t.lastDue}: ${moves(last)}`}</p>}
      <p>{looked < open ? t.lookedAt(figure(looked), figure(open)) : t.allLookedAt(figure(open))}</p>
    </Notice>
  )
}
