/** Pages of the account. */

import type { Context } from '#kernel/context.ts'
import { PostForm, usePage, useTexts } from '#kernel/page.tsx'
import { allows, type Citizen, citizenOf } from '#kernel/policy.ts'
import { formatDateTime, textsFor } from '#kernel/text.ts'
import { page, type Reply } from '#kernel/web.ts'
import {
  type DossierGroup,
  dossierGroupKeys,
  dossierLinks,
  type Listed,
  type ShownDeadline,
  StateTag,
  TimeLeft,
  type Todo,
  todoOf,
} from '#modules/dossiers/api.ts'
import { draftLinks } from '#modules/drafts/api.ts'
import { factLinks } from '#modules/facts/api.ts'
import { reportLinks } from '#modules/feedback/api.ts'
import { identityLinks } from '#modules/identity/api.ts'
import { mandateLinks } from '#modules/mandates/api.ts'
import { notificationLinks } from '#modules/notifications/api.ts'
import { petitionLinks } from '#modules/petitions/api.ts'
import { privacyLinks } from '#modules/privacy/api.ts'
import { serviceLinks } from '#modules/services/api.ts'
import { walletLinks } from '#modules/wallet/api.ts'
import { Select } from '#ui/choices.tsx'
import { Button, LinkButton, SummaryCard, SummaryList } from '#ui/elements.tsx'
import { PortalFrame } from '#ui/frame.tsx'
import { frameLinks } from '#ui/frame-parts.tsx'
import { PageHead, Section, WithAside } from '#ui/layout.tsx'
import { FilterBar, Pagination } from '#ui/tables.tsx'
import { Tiles } from '#ui/tiles.tsx'
import { texts } from './texts.ts'

type Draft = { readonly id: string; readonly name: string; readonly savedAt: Date }
/** A line of one's own list, with what the clock shows now. */
export type DatedDossier = Listed & { readonly deadline: ShownDeadline }
type HomeParts = {
  readonly waiting: readonly Listed[]
  readonly drafts: readonly Draft[]
  readonly draftCount: number
  readonly recent: readonly DatedDossier[]
}

/** Việc cần làm first; then what was submitted lately. */
export function homePage(context: Context, parts: HomeParts): Reply {
  return page(
    context,
    { title: textsFor(texts, context.language).account, noIndex: true },
    <PortalFrame>
      <Home {...parts} actor={citizenOf(context.actor)} />
    </PortalFrame>,
  )
}

type Task = {
  readonly key: string
  readonly href: string
  readonly act: string
  readonly name: string
  readonly why: string
}

function Home({ waiting, drafts, draftCount, recent, actor }: HomeParts & { readonly actor: Citizen }) {
  const t = useTexts(texts)
  const { actorName = '', language } = usePage()
  const byTodo = Map.groupBy(waiting, (dossier) => todoOf(dossier))
  const of = (todo: Todo): Task[] =>
    (byTodo.get(todo) ?? []).map(({ code, procedureName }) => ({
      key: code,
      href: hrefOf(todo, code),
      act: t[todo],
      name: `${procedureName} (${code})`,
      why: t[`${todo}Why`],
    }))
  const unsent = drafts.map(({ id, name, savedAt }) => ({
    key: id,
    href: draftLinks.resume(id),
    act: t.goOn,
    name,
    why: t.savedAt(formatDateTime(savedAt, language)),
  }))
  const tasks = [...of('mend'), ...of('pay'), ...unsent, ...of('collect'), ...of('rate')]
  return (
    <>
      <PageHead title={t.hello(actorName)} />
      <WithAside label={t.more} aside={<More actor={actor} />}>
        <Section id="viec-can-lam" title={t.todo}>
          {tasks.length === 0 && <p class="empty">{t.nothing}</p>}
          {tasks.length > 0 && (
            <ol class="task-list">
              {tasks.map(({ key, href, act, name, why }) => (
                <li key={key}>
                  <div>
                    <a href={href}>
                      {act}: {name}
                    </a>
                    <p class="hint">{why}</p>
                  </div>
                </li>
              ))}
            </ol>
          )}
          {draftCount > drafts.length && (
            <p>
              <a href={draftLinks.list}>{t.allDrafts(draftCount)}</a>
            </p>
          )}
        </Section>
        <Tiles label={t.tiles} />
        <Section id="ho-so" title={t.recent}>
          {recent.length === 0 && <NoDossiers />}
          <div class="stack">
            {recent.map((dossier) => (
              <DossierCard key={dossier.code} dossier={dossier} level={3} />
            ))}
          </div>
          {recent.length > 0 && (
            <p>
              <a href={dossierLinks.list}>{t.dossiers}</a>
            </p>
          )}
        </Section>
      </WithAside>
    </>
  )
}

function hrefOf(todo: Todo, code: string): string {
  if (todo === 'mend') return dossierLinks.mend(code)
  return todo === 'rate' ? dossierLinks.rate(code) : dossierLinks.show(code)
}

/** The rest of the account; in the place of another what the mandate opens. */
function More({ actor }: { readonly actor: Citizen }) {
  const t = useTexts(texts)
  const messages = notificationLinks.list('citizen')
  const unread = usePage().counts?.get(messages) ?? 0
  const manager = { citizen: 'manage', whole: true } as const
  const links = (
    [
      [{ citizen: 'look' }, dossierLinks.list, t.dossiers],
      [{ citizen: 'submit' }, draftLinks.list, t.drafts],
      [{ citizen: 'look', whole: true }, messages, unread > 0 ? t.messagesWaiting(unread) : t.messages],
      [manager, notificationLinks.contacts, t.contacts],
      [{ citizen: 'wallet', whole: true }, walletLinks.own, t.wallet],
      ['citizen', reportLinks.own, t.reports],
      ['citizen', petitionLinks.own, t.petitions],
      [manager, mandateLinks.list, t.mandates],
      ['citizen', factLinks.own, t.facts],
      [manager, privacyLinks.looks, t.looks],
      [manager, privacyLinks.consents, t.consents],
      [manager, privacyLinks.requests, t.dataRequests],
      ['citizen', identityLinks.sessions, t.sessions],
    ] as const
  ).filter(([access]) => allows(access, actor))
  return (
    <>
      <ul>
        {links.map(([, href, label]) => (
          <li key={href}>
            <a href={href}>{label}</a>
          </li>
        ))}
      </ul>
      <p>
        <a href={frameLinks.app}>{t.app}</a>
      </p>
      <PostForm action={identityLinks.signOut}>
        <Button kind="secondary">{t.signOut}</Button>
      </PostForm>
    </>
  )
}

function NoDossiers() {
  const t = useTexts(texts)
  return (
    <div class="empty stack">
      <p>{t.noDossiers}</p>
      <LinkButton href={serviceLinks.home()}>{t.find}</LinkButton>
    </div>
  )
}

/** The applicant's turn: the agency only waits. */
function isYours(dossier: Listed): boolean {
  const todo = todoOf(dossier)
  return todo === 'mend' || todo === 'pay'
}

function DossierCard({ dossier, level }: { readonly dossier: DatedDossier; readonly level: 2 | 3 }) {
  const t = useTexts(texts)
  const { language } = usePage()
  return (
    <SummaryCard
      title={dossier.procedureName}
      level={level}
      href={dossierLinks.show(dossier.code)}
      tag={<StateTag state={dossier.state} />}
    >
      <TimeLeft deadline={dossier.deadline} />
      <SummaryList
        rows={[
          { term: t.code, value: dossier.code },
          ...(dossier.endedAt
            ? []
            : [{ term: t.holder, value: isYours(dossier) ? t.you : dossier.holderName }]),
        ]}
      />
      <p class="hint">{t.submittedAt(formatDateTime(dossier.openedAt, language))}</p>
    </SummaryCard>
  )
}

const accountCrumb = ({ language }: Context) => [
  { href: '/tai-khoan', label: textsFor(texts, language).account },
]

type ListParts = {
  readonly dossiers: readonly DatedDossier[]
  readonly group: DossierGroup | undefined
  readonly next: string | undefined
  readonly isFirst: boolean
}

export function dossiersPage(context: Context, parts: ListParts): Reply {
  return page(
    context,
    { title: textsFor(texts, context.language).dossiers, noIndex: true },
    <PortalFrame breadcrumb={accountCrumb(context)}>
      <Dossiers {...parts} />
    </PortalFrame>,
  )
}

function Dossiers({ dossiers, group, next, isFirst }: ListParts) {
  const t = useTexts(texts)
  const here = `${dossierLinks.list}?${group ? `nhom=${group}&` : ''}`
  return (
    <div class="reading stack">
      <PageHead title={t.dossiers} lead={t.dossiersLead} />
      <FilterBar
        action={dossierLinks.list}
        chips={group && [{ label: t[group], removeHref: dossierLinks.list }]}
      >
        <Select
          name="nhom"
          label={t.group}
          isOptional
          placeholder={t.all}
          value={group}
          choices={dossierGroupKeys.map((value) => ({ value, label: t[value] }))}
        />
      </FilterBar>
      {dossiers.length === 0 && (group || !isFirst ? <p class="empty">{t.noneHere}</p> : <NoDossiers />)}
      {dossiers.map((dossier) => (
        <DossierCard key={dossier.code} dossier={dossier} level={2} />
      ))}
      <Pagination nextHref={next && `${here}sau=${next}`} />
      {!isFirst && (
        <p>
          <a href={here.slice(0, -1)}>{t.first}</a>
        </p>
      )}
    </div>
  )
}
