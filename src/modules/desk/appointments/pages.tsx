/** Booking a time at a desk, and the appointment itself. */

import { PostForm, usePage, useTexts } from '#kernel/page.tsx'
import { formatDate, formatDateTime, formatTime } from '#kernel/text.ts'
import { Radios, Select } from '#ui/choices.tsx'
import { Button, ConfirmationPanel, LinkButton, SummaryList } from '#ui/elements.tsx'
import { Notice } from '#ui/feedback.tsx'
import { PortalFrame } from '#ui/frame.tsx'
import { QuestionPage } from '#ui/layout.tsx'
import { FullNameInput, PhoneInput } from '#ui/people-inputs.tsx'
import { hallLinks } from '../api.ts'
import type { BookingView } from './commands.ts'
import type { Appointment } from './store.ts'
import { texts } from './texts.ts'

export type BookingProps = {
  readonly view: BookingView
  readonly problem?: string | undefined
  readonly typed?: Readonly<Record<string, string | undefined>>
}

export function BookingPage(props: BookingProps) {
  return (
    <PortalFrame>
      <Book {...props} />
    </PortalFrame>
  )
}

function Book({ view, problem, typed = {} }: BookingProps) {
  const t = useTexts(texts)
  const { language } = usePage()
  const { unit, rules, day, days, slots } = view
  const free = slots.filter(({ left }) => left > 0)
  return (
    <QuestionPage>
      {problem && (
        <Notice tone="danger" isResult>
          <p>{problem}</p>
        </Notice>
      )}
      <h1>{t.title}</h1>
      <p class="lead">{unit.deskName}</p>
      <form method="get" action={hallLinks.book(unit.code)} class="filter-form">
        <Select
          name="ngay"
          label={t.day}
          choices={days.map((one) => ({ value: one, label: formatDate(one) }))}
          value={day}
          placeholder={null}
          width="medium"
        />
        <Button kind="secondary">{t.see}</Button>
      </form>
      {free.length === 0 ? (
        <Notice tone="warning">
          <p>{t.full}</p>
        </Notice>
      ) : (
        <PostForm action={hallLinks.book(unit.code)} class="stack">
          <Radios
            name="at"
            label={`${t.time}, ${formatDate(day)}`}
            isInline
            value={typed.at}
            choices={free.map(({ startsAt, left }) => ({
              value: startsAt.toISOString(),
              label: `${formatTime(startsAt)} (${t.placesLeft(left)})`,
            }))}
          />
          <Radios
            name="group"
            label={t.group}
            value={typed.group ?? (rules.groups.length === 1 ? rules.groups[0]?.key : undefined)}
            choices={rules.groups.map(({ key, name }) => ({ value: key, label: name[language] }))}
          />
          <FullNameInput name="name" label={t.name} value={typed.name} />
          <PhoneInput name="phone" label={t.phone} hint={t.phoneHint} value={typed.phone} />
          <Button>{t.book}</Button>
        </PostForm>
      )}
    </QuestionPage>
  )
}

export function AppointmentPage({ appointment }: { readonly appointment: Appointment }) {
  return (
    <PortalFrame>
      <Booked appointment={appointment} />
    </PortalFrame>
  )
}

function Booked({ appointment }: { readonly appointment: Appointment }) {
  const t = useTexts(texts)
  const { language } = usePage()
  const { code, state, startsAt, name, unitCode, deskName } = appointment
  const title = { booked: t.booked, arrived: t.arrived, cancelled: t.cancelled }[state]
  return (
    <QuestionPage>
      <ConfirmationPanel title={title} codeLabel={t.code} code={code}>
        {state === 'booked' && <p>{t.keepCode}</p>}
      </ConfirmationPanel>
      <SummaryList
        rows={[
          { term: t.when, value: formatDateTime(startsAt, language) },
          { term: t.where, value: deskName ?? '' },
          { term: t.name, value: name },
        ]}
      />
      {state === 'booked' ? (
        <PostForm action={`${hallLinks.appointment(code)}/huy`}>
          <Button kind="danger">{t.cancel}</Button>
        </PostForm>
      ) : (
        <LinkButton href={hallLinks.book(unitCode)} kind="secondary">
          {t.bookAgain}
        </LinkButton>
      )}
    </QuestionPage>
  )
}
