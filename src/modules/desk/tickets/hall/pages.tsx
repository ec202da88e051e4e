/** The hall: taking a number, the number itself, and the display on the wall. No personal data, no script. */

import type { ComponentChildren } from 'preact'
import { PostForm, usePage, useSurface, useTexts } from '#kernel/page.tsx'
import { formatTime } from '#kernel/text.ts'
import { type Choice, Select } from '#ui/choices.tsx'
import { Button, LinkButton } from '#ui/elements.tsx'
import { Notice } from '#ui/feedback.tsx'
import { TextInput } from '#ui/forms.tsx'
import { PortalFrame } from '#ui/frame.tsx'
import { QuestionPage } from '#ui/layout.tsx'
import { hallLinks } from '../../api.ts'
import type { BoardView, GroupNow, HallView, TicketView } from '../commands.ts'
import { ticketLabel } from '../domain.ts'
import { texts } from '../texts.ts'

export function ChooseDeskPage(props: {
  readonly desks: readonly Choice[]
  readonly action: string
  readonly title: string
}) {
  return (
    <PortalFrame>
      <ChooseDesk {...props} />
    </PortalFrame>
  )
}

function ChooseDesk({ desks, action, title }: Parameters<typeof ChooseDeskPage>[0]) {
  const t = useTexts(texts)
  return (
    <QuestionPage>
      <h1>{title}</h1>
      <form method="get" action={action} class="stack">
        <Select name="quay" label={t.chooseDesk} choices={desks} width="full" />
        <Button>{t.goOn}</Button>
      </form>
    </QuestionPage>
  )
}

export function KioskPage({
  view,
  problem,
}: {
  readonly view: HallView
  readonly problem?: string | undefined
}) {
  return (
    <PortalFrame>
      <Kiosk view={view} problem={problem} />
    </PortalFrame>
  )
}

function Problem({ problem }: { readonly problem: string | undefined }) {
  if (!problem) return null
  return (
    <Notice tone="danger" isResult>
      <p>{problem}</p>
    </Notice>
  )
}

function Kiosk({ view, problem }: Parameters<typeof KioskPage>[0]) {
  const t = useTexts(texts)
  const { language } = usePage()
  const { unit, groups, isOpen } = view
  return (
    <div class="kiosk stack">
      <Problem problem={problem} />
      <h1>{t.take}</h1>
      <p class="lead">{unit.deskName}</p>
      {isOpen ? (
        <>
          <p>{t.noLogin}</p>
          <ul class="kiosk-groups">
            {groups.map((now) => (
              <li key={now.group.key}>
                <PostForm action={hallLinks.kiosk(unit.code)} hidden={{ group: now.group.key }}>
                  <button class="kiosk-group" type="submit">
                    <span class="kiosk-letter" aria-hidden="true">
                      {now.group.key}
                    </span>
                    <span>
                      <strong>{now.group.name[language]}</strong>
                      <WaitLine now={now} />
                    </span>
                  </button>
                </PostForm>
              </li>
            ))}
          </ul>
        </>
      ) : (
        <Notice tone="warning">
          <p>{t.closed}</p>
        </Notice>
      )}
      <PostForm action={`${hallLinks.kiosk(unit.code)}/hen`} class="kiosk-code">
        <TextInput name="code" label={t.haveBooked} width="medium" maxLength={12} autocomplete="off" />
        <Button kind="secondary">{t.arrive}</Button>
      </PostForm>
      <p>
        <a href={hallLinks.book(unit.code)}>{t.book}</a>
      </p>
    </div>
  )
}

function WaitLine({ now: { waiting, wait } }: { readonly now: GroupNow }) {
  const t = useTexts(texts)
  return (
    <span class="kiosk-wait">
      {t.waitingNow(waiting)}. {wait ? t.about(wait.fromMinutes, wait.toMinutes) : t.noWindow}
    </span>
  )
}

export function TicketPage({ view }: { readonly view: TicketView }) {
  return (
    <PortalFrame>
      <OwnTicket view={view} />
    </PortalFrame>
  )
}

function OwnTicket({ view }: { readonly view: TicketView }) {
  const t = useTexts(texts)
  const { language } = usePage()
  const { ticket, unit, group, isToday } = view
  return (
    <QuestionPage>
      <h1 class="ticket-own">
        <span>{t.yourNumber}</span> <strong>{ticketLabel(ticket)}</strong>
      </h1>
      <p class="lead">{`${group?.name[language] ?? ''}. ${unit.deskName ?? unit.name}`}</p>
      {isToday ? <TicketState view={view} /> : <State tone="warning">{t.isPast}</State>}
      <LinkButton href={hallLinks.kiosk(unit.code)} kind="secondary">
        {t.again}
      </LinkButton>
    </QuestionPage>
  )
}

type StateProps = { readonly tone?: 'warning' | 'success'; readonly children: ComponentChildren }

function State({ tone, children }: StateProps) {
  return (
    <Notice tone={tone} isResult>
      <p class="ticket-state">{children}</p>
    </Notice>
  )
}

function TicketState({ view: { ticket, window, ahead, wait } }: { readonly view: TicketView }) {
  const t = useTexts(texts)
  const { language } = usePage()
  if (ticket.state === 'called') return <State tone="success">{t.comeTo(window?.name[language] ?? '')}</State>
  if (ticket.state === 'done') return <State>{t.isDone}</State>
  if (ticket.state === 'skipped') return <State tone="warning">{t.isSkipped}</State>
  return (
    <>
      <State>
        {t.ahead(ahead)}. {wait ? t.about(wait.fromMinutes, wait.toMinutes) : t.noWindow}.
      </State>
      <p class="hint">{t.keep}</p>
    </>
  )
}

/** The display on the wall. Nothing to press, nothing about anyone. */
export function BoardPage(props: BoardProps) {
  return <Board {...props} />
}

type BoardProps = { readonly view: BoardView; readonly now: Date }

function Board({ view, now }: BoardProps) {
  useSurface('wall')
  const t = useTexts(texts)
  const { language } = usePage()
  const { unit, rules, called, groups } = view
  return (
    <main class="board">
      <header class="board-head">
        <h1>{t.boardTitle}</h1>
        <p>{unit.deskName}</p>
        <p class="board-clock">{formatTime(now)}</p>
      </header>
      {called.length === 0 ? (
        <p class="board-none">{t.boardNone}</p>
      ) : (
        <ol class="board-calls">
          {called.map((ticket) => (
            <li key={ticket.id}>
              <span class="board-number">{ticketLabel(ticket)}</span>
              <span class="board-window">
                {rules.windows.find(({ key }) => key === ticket.windowKey)?.name[language]}
              </span>
            </li>
          ))}
        </ol>
      )}
      <footer class="board-foot">
        <h2>{t.boardWaiting}</h2>
        <ul>
          {groups.map(({ group, waiting }) => (
            <li key={group.key}>
              {`${group.key}. ${group.name[language]}`} <strong>{waiting}</strong>
            </li>
          ))}
        </ul>
      </footer>
    </main>
  )
}
