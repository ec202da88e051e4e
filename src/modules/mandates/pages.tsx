/** Tôi thay mặt ai, ai thay mặt tôi: what waits, two plain lists, what is over. */

import type { Context } from '#kernel/context.ts'
import type { Problem } from '#kernel/errors.ts'
import { PostForm, usePage, useTexts } from '#kernel/page.tsx'
import { type Citizen, citizenOf, type MandateScope, mandateScopes } from '#kernel/policy.ts'
import { formatDate, formatDateTime, textsFor } from '#kernel/text.ts'
import { page, type Reply } from '#kernel/web.ts'
import { Button, LinkTile, LinkTiles, SummaryCard, SummaryList } from '#ui/elements.tsx'
import { NotDone, Notice } from '#ui/feedback.tsx'
import { PortalFrame } from '#ui/frame.tsx'
import { Disclosure, PageHead, Section } from '#ui/layout.tsx'
import { groupIdentityNumber } from '#ui/people-inputs.tsx'
import { StatusTag } from '#ui/status.tsx'
import type { MandateView } from './commands.ts'
import {
  lastDayOf,
  type Mandate,
  mandateLinks,
  mayRevoke,
  roleNames,
  type Standing,
  scopeNames,
  sourceNames,
  standingOf,
} from './domain.ts'
import { texts } from './texts.ts'

type ListProps = {
  readonly view: MandateView
  readonly actor: Citizen
  readonly now: Date
  readonly isDone?: boolean
  readonly problem?: Problem | undefined
}

export function mandatesPage(context: Context, props: Pick<ListProps, 'view' | 'isDone' | 'problem'>): Reply {
  const { title } = textsFor(texts, context.language)
  return page(
    context,
    { title, noIndex: true },
    <PortalFrame breadcrumb={accountCrumb(context)}>
      <List {...props} actor={citizenOf(context.actor)} now={context.now} />
    </PortalFrame>,
    props.problem?.status ?? 200,
  )
}

export const accountCrumb = ({ language }: Context) => [
  { href: '/tai-khoan', label: textsFor(texts, language).account },
]

const isPast = (standing: Standing) => !['asked', 'coming', 'inForce'].includes(standing)

function List({ view, actor, now, isDone, problem }: ListProps) {
  const t = useTexts(texts)
  const isOwn = actor.agent === undefined
  const past = [...view.forMe, ...view.byMe].filter((one) => isPast(standingOf(one, now)))
  const live = (mandates: readonly Mandate[]) => mandates.filter((one) => !isPast(standingOf(one, now)))
  const waits = (one: Mandate) =>
    one.awaits === (one.representedId === actor.personId ? 'represented' : 'agent')
  const [forMe, byMe] = [live(view.forMe), live(view.byMe)]
  const waiting = [...byMe, ...forMe].filter(waits)
  const cards = (mandates: readonly Mandate[]) =>
    mandates.map((one) => <MandateCard key={one.id} mandate={one} actor={actor} now={now} />)
  return (
    <div class="reading stack">
      <NotDone title={t.notDone} reason={problem?.detail} />
      {isDone && (
        <Notice tone="success" title={t.done} isResult>
          <p>{t.doneAsked}</p>
        </Notice>
      )}
      <PageHead title={isOwn ? t.title : t.titleOf(actor.name)} lead={isOwn ? t.lead : t.leadOf} />
      {waiting.length > 0 && (
        <Section id="cho-tra-loi" title={t.waiting}>
          <div class="stack">{cards(waiting)}</div>
        </Section>
      )}
      {isOwn && (
        <Section id="toi-thay-mat" title={t.byMe}>
          <div class="stack">{cards(byMe.filter((one) => !waits(one)))}</div>
          {byMe.every(waits) && <p class="empty">{t.byMeNone}</p>}
        </Section>
      )}
      <Section id="thay-mat-toi" title={isOwn ? t.forMe : t.members}>
        <div class="stack">{cards(forMe.filter((one) => !waits(one)))}</div>
        {forMe.every(waits) && <p class="empty">{isOwn ? t.forMeNone : t.membersNone}</p>}
      </Section>
      <Ways isOwn={isOwn} />
      {past.length > 0 && (
        <Disclosure summary={t.past(past.length)}>
          <div class="stack">{cards(past)}</div>
        </Disclosure>
      )}
    </div>
  )
}

function Ways({ isOwn }: { readonly isOwn: boolean }) {
  const t = useTexts(texts)
  const { add } = mandateLinks
  if (!isOwn)
    return <Tiles id="moi" title={t.addTheirs} ways={[[add('trao'), t.addMember, t.addMemberLead]]} />
  return (
    <>
      <Tiles
        id="lam-thay"
        title={t.addMine}
        ways={[
          [add('to-chuc'), t.addFirm, t.addFirmLead],
          [add('con'), t.addChild, t.addChildLead],
          [add('uy-quyen'), t.addAuthority, t.addAuthorityLead],
          [add('giup'), t.addHelp, t.addHelpLead],
          [add('giay-to'), t.addPaper, t.addPaperLead],
        ]}
      />
      <Tiles
        id="nho-lam-thay"
        title={t.addTheirs}
        ways={[
          [add('trao'), t.addGrant, t.addGrantLead],
          [add('nho-giup'), t.addHelper, t.addHelperLead],
        ]}
      />
    </>
  )
}

type TilesProps = {
  readonly id: string
  readonly title: string
  readonly ways: readonly (readonly [href: string, title: string, lead: string])[]
}

function Tiles({ id, title, ways }: TilesProps) {
  return (
    <Section id={id} title={title}>
      <LinkTiles>
        {ways.map(([href, name, lead]) => (
          <LinkTile key={href} href={href} title={name}>
            {lead}
          </LinkTile>
        ))}
      </LinkTiles>
    </Section>
  )
}

type CardProps = { readonly mandate: Mandate; readonly actor: Citizen; readonly now: Date }

function MandateCard({ mandate, actor, now }: CardProps) {
  const { language } = usePage()
  const isOfAccount = mandate.representedId === actor.personId
  const who = isOfAccount
    ? (mandate.agentName ?? groupIdentityNumber(mandate.agentIdentity))
    : mandate.representedName
  return (
    <SummaryCard
      title={`${who} – ${roleNames[mandate.role][language]}`}
      level={3}
      tag={<MandateTag mandate={mandate} now={now} />}
      actions={<Acts mandate={mandate} actor={actor} now={now} />}
    >
      <SummaryList rows={useFacts(mandate, isOfAccount)} />
    </SummaryCard>
  )
}

export function useFacts(mandate: Mandate, isOfAccount: boolean) {
  const t = useTexts(texts)
  const { language } = usePage()
  const { scopes, procedures, source, evidence, reason, agentIdentity, representedIdentity } = mandate
  const number = isOfAccount ? agentIdentity : representedIdentity
  const isOrganisation = !isOfAccount && mandate.representedKind !== 'citizen'
  return [
    { term: t.scope, value: useScopes(scopes) },
    ...(procedures ? [{ term: t.procedures, value: procedures.join(', ') }] : []),
    { term: t.term, value: useTerm(mandate) },
    {
      term: t.source,
      value: evidence ? `${sourceNames[source][language]} (${evidence})` : sourceNames[source][language],
    },
    ...(number
      ? [{ term: isOrganisation ? t.taxNumber : t.number, value: groupIdentityNumber(number) }]
      : []),
    ...(reason ? [{ term: t.reason, value: reason }] : []),
  ]
}

/** What may be done, in words. */
export function useScopes(scopes: readonly MandateScope[]): string {
  const t = useTexts(texts)
  const { language } = usePage()
  if (scopes.length === mandateScopes.length) return t.everything
  return scopes.map((scope) => scopeNames[scope][language]).join('; ')
}

function useTerm({ role, validFrom, validUntil }: Mandate): string {
  const t = useTexts(texts)
  const { language } = usePage()
  if (!validUntil) return t.open(formatDate(validFrom))
  if (role === 'helper')
    return t.hours(formatDateTime(validFrom, language), formatDateTime(validUntil, language))
  return t.closed(formatDate(validFrom), formatDate(lastDayOf(validUntil)))
}

const awaited = { represented: 'awaitsRepresented', agent: 'awaitsAgent', desk: 'awaitsDesk' } as const

function MandateTag({ mandate, now }: Omit<CardProps, 'actor'>) {
  const t = useTexts(texts)
  const standing = standingOf(mandate, now)
  if (standing === 'inForce') return <StatusTag tone="success">{t.inForce}</StatusTag>
  if (standing === 'asked')
    return <StatusTag tone="waiting">{t[awaited[mandate.awaits ?? 'agent']]}</StatusTag>
  return <StatusTag tone={standing === 'coming' ? 'waiting' : 'done'}>{t[standing]}</StatusTag>
}

/** Answer, act, end: what this reader may do with it now. */
function Acts({ mandate, actor, now }: CardProps) {
  const t = useTexts(texts)
  const { id, awaits, representedId } = mandate
  const standing = standingOf(mandate, now)
  if (isPast(standing)) return null
  const isOfAccount = representedId === actor.personId
  if (awaits === (isOfAccount ? 'represented' : 'agent'))
    return (
      <>
        <PostForm action={mandateLinks.accept(id)}>
          <Button>{t.accept}</Button>
        </PostForm>
        <PostForm action={mandateLinks.refuse(id)}>
          <Button kind="secondary">{t.refuse}</Button>
        </PostForm>
      </>
    )
  return (
    <>
      {!isOfAccount && standing === 'inForce' && (
        <PostForm action={mandateLinks.enter(id)}>
          <Button>{t.enter}</Button>
        </PostForm>
      )}
      {(!isOfAccount || mayRevoke(mandate, actor.agent?.mandate.role)) && (
        <PostForm action={mandateLinks.end(id)}>
          <Button kind="secondary">{t.end}</Button>
        </PostForm>
      )}
    </>
  )
}
