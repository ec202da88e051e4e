/** One officer: posts, work held, ways in, and what can be done about each. */

import { PostForm, usePage, useTexts } from '#kernel/page.tsx'
import { formatDate, formatDateTime } from '#kernel/text.ts'
import type { CalendarDate } from '#kernel/types.ts'
import { dateOf } from '#kernel/types.ts'
import { deskLinks } from '#modules/dossiers/api.ts'
import { postStateOf } from '#modules/organisation/api.ts'
import { Checkbox, Radios } from '#ui/choices.tsx'
import { BackLink, Button, SummaryList } from '#ui/elements.tsx'
import { NotDone, Notice } from '#ui/feedback.tsx'
import { TextArea, TextInput } from '#ui/forms.tsx'
import { Disclosure, PageHead, Section, Stack } from '#ui/layout.tsx'
import { OfficeFrame } from '#ui/office-frame.tsx'
import { DateInput, dateParts } from '#ui/people-inputs.tsx'
import { Table } from '#ui/tables.tsx'
import type { StaffView } from '../commands.ts'
import { staffLinks } from '../domain.ts'
import { FactFields, PostDays, PostFields, PostState, type Roles, type Typed, typedText } from '../pages.tsx'
import { texts } from '../texts.ts'

/** What an act did, as the page says it. */
export const dones = [
  'joined',
  'moved',
  'closed',
  'corrected',
  'linked',
  'handedOn',
  'sessionEnded',
  'asked',
  'left',
] as const

export type OfficerPageView = StaffView & {
  readonly today: CalendarDate
  readonly roles: Roles
  readonly seesDossiers: boolean
  /** The administrator looks at themselves. */
  readonly isOwn: boolean
  readonly done?: (typeof dones)[number] | undefined
  readonly problem?: string | undefined
  readonly typed?: Typed | undefined
}

export function OfficerPage(props: OfficerPageView) {
  return (
    <OfficeFrame>
      <Officer {...props} />
    </OfficeFrame>
  )
}

function Officer(props: OfficerPageView) {
  const t = useTexts(texts)
  const { member, done, problem, isOwn, today } = props
  const [newest] = member.posts
  return (
    <Stack>
      <BackLink href={staffLinks.list}>{t.back}</BackLink>
      <NotDone reason={problem} />
      {done && <Notice tone="success" title={t[done]} isResult />}
      <PageHead
        title={member.name}
        kicker={t.officer}
        tags={newest && <PostState state={postStateOf(newest, today)} />}
      />
      {isOwn && <Notice>{t.own}</Notice>}
      <Posts {...props} />
      <Work {...props} />
      <Access {...props} />
      <Facts {...props} />
      {!isOwn && <Leaving {...props} />}
    </Stack>
  )
}

function Posts({ member, today, roles, units, isOwn, typed = {} }: OfficerPageView) {
  const t = useTexts(texts)
  const { language } = usePage()
  const names = new Map(roles.map(({ code, name }) => [code, name[language]]))
  return (
    <Section title={t.post} id="vi-tri">
      <Table
        caption={t.allPosts}
        isCaptionHidden
        rows={member.posts}
        rowKey={({ postId }) => postId}
        empty={t.over}
        columns={[
          {
            key: 'title',
            label: t.jobTitle,
            isRowHead: true,
            cell: (post) => (
              <>
                {post.title}
                <span class="cell-note">{post.unitName}</span>
                <span class="cell-note">
                  <PostDays {...post} />
                </span>
              </>
            ),
          },
          {
            key: 'roles',
            label: t.roles,
            isSecondary: true,
            cell: (post) => post.roles.map((role) => names.get(role) ?? role).join(', '),
          },
          {
            key: 'state',
            label: t.state,
            isSecondary: true,
            cell: (post) => <PostState state={postStateOf(post, today)} />,
          },
          {
            key: 'act',
            label: t.act,
            cell: (post) =>
              !isOwn &&
              postStateOf(post, today) !== 'over' && (
                <PostForm action={staffLinks.close(member.personId)} hidden={{ 'vi-tri': post.postId }}>
                  <Button kind="secondary">
                    {t.endNow} <span class="visually-hidden">{post.title}</span>
                  </Button>
                </PostForm>
              ),
          },
        ]}
      />
      {!isOwn && (
        <Disclosure summary={t.addPost}>
          <PostForm action={staffLinks.move(member.personId)} class="stack">
            <PostFields units={units} roles={roles} today={today} typed={typed} />
            <Checkbox name="chuyen" label={t.endsOthers} isChecked={typed.chuyen !== undefined} />
            <Button>{t.savePost}</Button>
          </PostForm>
        </Disclosure>
      )}
    </Section>
  )
}

function Work({ member, held, seesDossiers }: OfficerPageView) {
  const t = useTexts(texts)
  return (
    <Section title={t.work} id="viec">
      <Table
        caption={t.allWork}
        isCaptionHidden
        rows={held}
        rowKey={({ code, number }) => `${code} ${number}`}
        empty={t.noWork}
        columns={[
          {
            key: 'code',
            label: t.dossier,
            isRowHead: true,
            cell: ({ code, procedureName }) => (
              <>
                {seesDossiers ? <a href={deskLinks.dossier(code)}>{code}</a> : code}
                <span class="cell-note">{procedureName}</span>
              </>
            ),
          },
          { key: 'step', label: t.step, cell: ({ stepName }) => stepName },
          { key: 'unit', label: t.unit, isSecondary: true, cell: ({ unitName }) => unitName },
          { key: 'due', label: t.due, cell: ({ dueAt }) => dueAt && formatDate(dateOf(dueAt)) },
        ]}
      />
      {held.length > 0 && (
        <PostForm action={staffLinks.handOn(member.personId)} class="stack">
          <p class="hint">{t.handOnHint}</p>
          <Button kind="secondary">{t.handOn}</Button>
        </PostForm>
      )}
    </Section>
  )
}

function Access({ member: { personId }, access, isOwn, typed = {} }: OfficerPageView) {
  const t = useTexts(texts)
  return (
    <Section title={t.access} id="dang-nhap">
      <SummaryList
        rows={[
          { term: t.account, value: access.account ?? t.noAccount },
          { term: t.factors, value: access.factors.join(', ') || t.notYet },
          { term: t.codes, value: String(access.codesLeft) },
        ]}
      />
      <PostForm action={staffLinks.endSession(personId)}>
        <Table
          caption={t.sessions}
          rows={access.sessions}
          rowKey={({ id }) => id}
          empty={t.noSessions}
          columns={[
            {
              key: 'device',
              label: t.device,
              isRowHead: true,
              cell: ({ browser, address }) => (
                <>
                  {browser || t.unknown}
                  <span class="cell-note">{address}</span>
                </>
              ),
            },
            { key: 'used', label: t.usedAt, cell: ({ usedAt }) => formatDateTime(usedAt) },
            {
              key: 'act',
              label: t.act,
              cell: ({ id, usedAt }) => (
                <Button kind="secondary" name="phien" value={id}>
                  {t.endSession} <span class="visually-hidden">{formatDateTime(usedAt)}</span>
                </Button>
              ),
            },
          ]}
        />
      </PostForm>
      {!isOwn && access.account === undefined && (
        <Disclosure summary={t.link}>
          <PostForm action={staffLinks.link(personId)} class="stack">
            <TextInput
              name="tai-khoan"
              label={t.account}
              width="long"
              maxLength={200}
              autocomplete="off"
              value={typedText(typed, 'tai-khoan')}
            />
            <Button kind="secondary">{t.link}</Button>
          </PostForm>
        </Disclosure>
      )}
      {!isOwn && (
        <Disclosure summary={t.reset}>
          <PostForm action={staffLinks.reset(personId)} class="stack">
            <p>{t.resetLead}</p>
            <TextArea
              name="ly-do"
              label={t.reason}
              rows={3}
              maxLength={500}
              value={typedText(typed, 'ly-do')}
            />
            <TextInput
              name="tai-khoan-moi"
              label={t.newAccount}
              hint={t.newAccountHint}
              isOptional
              width="long"
              maxLength={200}
              autocomplete="off"
              value={typedText(typed, 'tai-khoan-moi')}
            />
            <Button kind="secondary">{t.ask}</Button>
          </PostForm>
        </Disclosure>
      )}
    </Section>
  )
}

function Facts({ member, typed = {} }: OfficerPageView) {
  const t = useTexts(texts)
  return (
    <Section title={t.facts} id="lien-he">
      <SummaryList
        rows={[
          { term: t.phone, value: member.phone ?? t.notYet },
          { term: t.email, value: member.email ?? t.notYet },
        ]}
      />
      <Disclosure summary={t.correct}>
        <PostForm action={staffLinks.correct(member.personId)} class="stack">
          <FactFields member={member} typed={typed} />
          <Button kind="secondary">{t.save}</Button>
        </PostForm>
      </Disclosure>
    </Section>
  )
}

function Leaving({ member: { personId, posts }, today, typed = {} }: OfficerPageView) {
  const t = useTexts(texts)
  if (posts.every((post) => postStateOf(post, today) === 'over')) return null
  return (
    <Section title={t.leave} id="thoi-viec" isPanel>
      <PostForm action={staffLinks.leave(personId)} class="stack">
        <p>{t.leaveLead}</p>
        <Radios
          name="khi-nao"
          label={t.when}
          value={typedText(typed, 'khi-nao')}
          choices={[
            { value: 'ngay', label: t.leaveNow },
            { value: 'sau', label: t.leaveLater },
          ]}
        />
        <DateInput name="last" label={t.lastDay} isOptional value={dateParts(today)} />
        <Button kind="danger">{t.leave}</Button>
      </PostForm>
    </Section>
  )
}
