/** The page on which anyone can have a deadline counted and explained. */

import type { Problem } from '#kernel/errors.ts'
import { usePage, useTexts } from '#kernel/page.tsx'
import { formatDateTime } from '#kernel/text.ts'
import { Checkbox, Radios } from '#ui/choices.tsx'
import { ClockPicture } from '#ui/clock-picture.tsx'
import { Button } from '#ui/elements.tsx'
import { NotDone } from '#ui/feedback.tsx'
import { TextInput } from '#ui/forms.tsx'
import { PortalFrame } from '#ui/frame.tsx'
import { Disclosure, PageHead, Section, Stack } from '#ui/layout.tsx'
import type { Counted } from './commands.ts'
import type { FormFields } from './domain.ts'
import { texts } from './texts.ts'

type CountingProps = {
  readonly typed: FormFields
  readonly counted: Counted | undefined
  readonly problem: Problem | undefined
}

export function CountingPage(props: CountingProps) {
  return (
    <PortalFrame>
      <Counting {...props} />
    </PortalFrame>
  )
}

function Counting({ typed, counted, problem }: CountingProps) {
  const t = useTexts(texts)
  return (
    <div class="reading stack">
      <PageHead title={t.title} lead={t.lead} />
      <NotDone title={t.wrong} reason={problem?.detail} />
      {counted && <Result counted={counted} />}
      <QuestionForm typed={typed} />
      <Section title={t.rules} id="quy-tac">
        <ul>
          <li>{t.rule1}</li>
          <li>{t.rule2}</li>
          <li>{t.rule3}</li>
          <li>{t.rule4}</li>
        </ul>
      </Section>
    </div>
  )
}

function Result({ counted }: { readonly counted: Counted }) {
  const t = useTexts(texts)
  const { language } = usePage()
  const { state, told, days } = counted
  const caption = state.dueAt ? t.dueAt(formatDateTime(state.dueAt, language)) : t.standing
  return (
    <Section title={t.result} id="ket-qua" isPanel>
      <ClockPicture days={days} lines={told.lines} caption={caption} />
    </Section>
  )
}

function QuestionForm({ typed }: { readonly typed: FormFields }) {
  const t = useTexts(texts)
  const moment = (
    name: 'received' | 'supplementFrom' | 'supplementTo' | 'dutyFrom' | 'dutyTo',
    hint?: string,
  ) => (
    <TextInput
      name={name}
      label={t[name]}
      hint={hint ?? t.momentHint}
      value={typed[name]}
      width="medium"
      isOptional={name !== 'received'}
      maxLength={40}
    />
  )
  const choice = (value: 'workingDay' | 'day' | 'hour' | 'month' | 'direct' | 'hourExact' | 'nextDay') => ({
    value,
    label: t[value],
  })
  const hasWaits = Boolean(typed.supplementFrom || typed.supplementTo || typed.dutyFrom || typed.dutyTo)
  return (
    <form method="get" action="/cach-tinh-han" class="stack" noValidate>
      <TextInput
        name="amount"
        label={t.amount}
        hint={t.amountHint}
        value={typed.amount}
        width="short"
        inputMode="decimal"
        maxLength={6}
      />
      <Radios
        name="unit"
        label={t.unit}
        choices={(['workingDay', 'day', 'hour', 'month'] as const).map(choice)}
        value={typed.unit ?? 'workingDay'}
        isInline
      />
      {moment('received')}
      <Radios
        name="channel"
        label={t.channel}
        choices={[choice('direct'), { value: 'online', label: t.online, hint: t.onlineHint }]}
        value={typed.channel ?? 'direct'}
      />
      <Radios
        name="from"
        label={t.from}
        choices={[choice('hourExact'), choice('nextDay')]}
        value={typed.from ?? 'hourExact'}
      />
      <Checkbox name="evening" value="1" label={t.evening} isChecked={Boolean(typed.evening)} />
      {hasWaits ? (
        <Stack>
          <h2>{t.waits}</h2>
          {moment('supplementFrom')}
          {moment('supplementTo', t.waitHint)}
          {moment('dutyFrom')}
          {moment('dutyTo', t.waitHint)}
        </Stack>
      ) : (
        <Disclosure summary={t.waits}>
          {moment('supplementFrom')}
          {moment('supplementTo', t.waitHint)}
          {moment('dutyFrom')}
          {moment('dutyTo', t.waitHint)}
        </Disclosure>
      )}
      <Button>{t.count}</Button>
    </form>
  )
}
