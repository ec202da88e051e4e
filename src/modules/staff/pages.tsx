/** The list of officers, and taking one on. */

import { PostForm, usePage, useTexts } from '#kernel/page.tsx'
import { formatDate } from '#kernel/text.ts'
import type { CalendarDate } from '#kernel/types.ts'
import { resetLinks } from '#modules/identity/api.ts'
import { postStateOf, type StaffMember, type Unit } from '#modules/organisation/api.ts'
import { Checkbox, Checkboxes, Select } from '#ui/choices.tsx'
import { BackLink, Button, LinkButton } from '#ui/elements.tsx'
import { NotDone, Notice } from '#ui/feedback.tsx'
import { TextInput } from '#ui/forms.tsx'
import { PageHead, QuestionPage, Section } from '#ui/layout.tsx'
import { OfficeFrame } from '#ui/office-frame.tsx'
import { DateInput, dateParts, FullNameInput, PhoneInput } from '#ui/people-inputs.tsx'
import { StatusTag } from '#ui/status.tsx'
import { Table } from '#ui/tables.tsx'
import type { StaffList, StaffQuestion } from './commands.ts'
import { staffLinks } from './domain.ts'
import { texts } from './texts.ts'

/** What was typed, by the names of the fields. */
export type Typed = Readonly<Record<string, string | readonly string[] | undefined>>
export type Roles = readonly {
  readonly code: string
  readonly name: { readonly vi: string; readonly en: string }
}[]

export const typedText = (typed: Typed, name: string): string | undefined => [typed[name]].flat()[0]

type ListProps = {
  readonly list: StaffList
  readonly asked: StaffQuestion
  readonly today: CalendarDate
}

export function StaffPage(props: ListProps) {
  return (
    <OfficeFrame>
      <Staff {...props} />
    </OfficeFrame>
  )
}

function Staff({ list: { members, isCut, units }, asked, today }: ListProps) {
  const t = useTexts(texts)
  return (
    <>
      <PageHead
        title={t.title}
        lead={t.lead}
        actions={
          <>
            <LinkButton href={staffLinks.join} icon="add">
              {t.join}
            </LinkButton>
            <LinkButton href={resetLinks.list} kind="secondary" icon="key">
              {t.resets}
            </LinkButton>
          </>
        }
      />
      <form method="get" action={staffLinks.list} class="filter-form">
        <TextInput name="q" label={t.search} kind="search" isOptional value={asked.text} width="medium" />
        <Select
          name="don-vi"
          label={t.unit}
          isOptional
          placeholder={t.allUnits}
          value={asked.unitCode}
          choices={units.map(({ code, name }) => ({ value: code, label: name }))}
        />
        <Checkbox name="cu" label={t.withFormer} isChecked={asked.withFormer ?? false} />
        <Button kind="secondary">{t.find}</Button>
      </form>
      {isCut && <Notice>{t.isCut}</Notice>}
      <Table
        caption={t.title}
        isCaptionHidden
        rows={members}
        rowKey={({ personId }) => personId}
        empty={t.none}
        columns={[
          {
            key: 'name',
            label: t.name,
            isRowHead: true,
            cell: ({ personId, name }) => <a href={staffLinks.show(personId)}>{name}</a>,
          },
          { key: 'post', label: t.post, cell: (member) => <ShortPosts member={member} today={today} /> },
          { key: 'phone', label: t.phone, isSecondary: true, cell: ({ phone }) => phone },
          {
            key: 'state',
            label: t.state,
            isSecondary: true,
            cell: ({ posts }) => posts[0] && <PostState state={postStateOf(posts[0], today)} />,
          },
        ]}
      />
    </>
  )
}

function ShortPosts({ member, today }: { readonly member: StaffMember; readonly today: CalendarDate }) {
  const open = member.posts.filter((post) => postStateOf(post, today) !== 'over')
  const shown = open.length > 0 ? open : member.posts.slice(0, 1)
  return (
    <>
      {shown.map(({ postId, title, unitName }) => (
        <span key={postId} class="cell-line">
          {title} – {unitName}
        </span>
      ))}
    </>
  )
}

const stateTones = { held: 'progress', coming: 'waiting', over: 'done' } as const

export function PostState({ state }: { readonly state: keyof typeof stateTones }) {
  const t = useTexts(texts)
  return <StatusTag tone={stateTones[state]}>{t[state]}</StatusTag>
}

/** From when to when, as people say it. */
export function PostDays({
  fromOn,
  toOn,
}: {
  readonly fromOn: CalendarDate
  readonly toOn: CalendarDate | null
}) {
  const t = useTexts(texts)
  if (toOn !== null && toOn < fromOn) return <>{t.never}</>
  return <>{toOn === null ? t.open(formatDate(fromOn)) : `${formatDate(fromOn)} – ${formatDate(toOn)}`}</>
}

type PostFieldsProps = {
  readonly units: readonly Unit[]
  readonly roles: Roles
  readonly today: CalendarDate
  readonly typed: Typed
}

const partsIn = (typed: Typed, name: string, otherwise?: CalendarDate) =>
  typed[`${name}.day`] === undefined
    ? dateParts(otherwise)
    : {
        day: typedText(typed, `${name}.day`) ?? '',
        month: typedText(typed, `${name}.month`) ?? '',
        year: typedText(typed, `${name}.year`) ?? '',
      }

/** Unit, title, roles and days of a post to be opened. */
export function PostFields({ units, roles, today, typed }: PostFieldsProps) {
  const t = useTexts(texts)
  const { language } = usePage()
  return (
    <>
      <Select
        name="don-vi"
        label={t.unit}
        value={typedText(typed, 'don-vi')}
        choices={units.map(({ code, name }) => ({ value: code, label: name }))}
      />
      <TextInput
        name="chuc-danh"
        label={t.jobTitle}
        hint={t.jobTitleHint}
        width="long"
        maxLength={200}
        value={typedText(typed, 'chuc-danh')}
      />
      <Checkboxes
        name="vai-tro"
        label={t.roles}
        values={[typed['vai-tro'] ?? []].flat()}
        choices={roles.map(({ code, name }) => ({ value: code, label: name[language] }))}
      />
      <div class="field-row">
        <DateInput name="from" label={t.from} value={partsIn(typed, 'from', today)} />
        <DateInput name="to" label={t.to} isOptional value={partsIn(typed, 'to')} />
      </div>
    </>
  )
}

type FactsProps = { readonly member?: StaffMember | undefined; readonly typed: Typed }

export function FactFields({ member, typed }: FactsProps) {
  const t = useTexts(texts)
  return (
    <>
      <FullNameInput
        name="ten"
        label={t.name}
        isOwn={false}
        value={typedText(typed, 'ten') ?? member?.name}
      />
      <PhoneInput
        name="dien-thoai"
        label={t.phone}
        isOwn={false}
        isOptional
        value={typedText(typed, 'dien-thoai') ?? member?.phone ?? ''}
      />
      <TextInput
        name="thu"
        label={t.email}
        kind="email"
        isOptional
        width="long"
        maxLength={200}
        autocomplete="off"
        value={typedText(typed, 'thu') ?? member?.email ?? ''}
      />
    </>
  )
}

type JoinProps = Omit<PostFieldsProps, 'typed'> & {
  readonly problem?: string | undefined
  readonly typed: Typed
}

export function JoinPage(props: JoinProps) {
  return (
    <OfficeFrame>
      <Join {...props} />
    </OfficeFrame>
  )
}

function Join({ problem, typed, ...post }: JoinProps) {
  const t = useTexts(texts)
  return (
    <QuestionPage>
      <BackLink href={staffLinks.list}>{t.back}</BackLink>
      <NotDone reason={problem} />
      <PageHead title={t.join} lead={t.joinLead} />
      <PostForm action={staffLinks.join} class="stack">
        <FactFields typed={typed} />
        <TextInput
          name="tai-khoan"
          label={t.account}
          hint={t.accountHint}
          isOptional
          width="long"
          maxLength={200}
          autocomplete="off"
          value={typedText(typed, 'tai-khoan')}
        />
        <Section title={t.post} id="vi-tri">
          <div class="stack">
            <PostFields {...post} typed={typed} />
          </div>
        </Section>
        <Button>{t.join}</Button>
      </PostForm>
    </QuestionPage>
  )
}
