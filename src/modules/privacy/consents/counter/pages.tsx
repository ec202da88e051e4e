/** Consent at the counter: whether it stands, the words to read aloud, and what was said. */

import { PostForm, usePage, useTexts } from '#kernel/page.tsx'
import { Checkbox } from '#ui/choices.tsx'
import { ConsentWords } from '#ui/consent.tsx'
import { BackLink, Button, SummaryCard } from '#ui/elements.tsx'
import { NotDone } from '#ui/feedback.tsx'
import { TextInput } from '#ui/forms.tsx'
import { PageHead } from '#ui/layout.tsx'
import { OfficeFrame } from '#ui/office-frame.tsx'
import { StatusTag } from '#ui/status.tsx'
import { consentLinks } from '../domain.ts'
import { texts } from '../texts.ts'
import type { AtCounter } from './commands.ts'

type FindProps = { readonly typed?: string | undefined; readonly problem?: string | undefined }

export function FindPage(props: FindProps) {
  return (
    <OfficeFrame>
      <Find {...props} />
    </OfficeFrame>
  )
}

function Find({ typed, problem }: FindProps) {
  const t = useTexts(texts)
  return (
    <div class="reading stack">
      <NotDone title={t.notDone} reason={problem} />
      <PageHead title={t.counterTitle} lead={t.counterLead} />
      <PostForm action={consentLinks.counter} class="stack">
        <TextInput
          name="number"
          label={t.number}
          hint={t.numberHint}
          value={typed}
          inputMode="numeric"
          width="medium"
          maxLength={20}
        />
        <Button>{t.find}</Button>
      </PostForm>
    </div>
  )
}

export function CounterPage({ at }: { readonly at: AtCounter }) {
  return (
    <OfficeFrame>
      <Counter at={at} />
    </OfficeFrame>
  )
}

function Counter({ at: { person, purposes } }: { readonly at: AtCounter }) {
  const t = useTexts(texts)
  const { language } = usePage()
  return (
    <div class="reading stack">
      <BackLink href={consentLinks.counter}>{t.back}</BackLink>
      <PageHead title={t.atTitle(person.name)} lead={t.atLead} />
      {purposes.map(({ purpose, stands, asked }) => (
        <SummaryCard
          key={purpose.key}
          title={purpose.name[language]}
          level={2}
          href={consentLinks.one(person.id, purpose.key)}
          tag={<StandsTag stands={stands} />}
        >
          <p>{asked.does[language]}</p>
        </SummaryCard>
      ))}
    </div>
  )
}

function StandsTag({ stands }: { readonly stands: boolean }) {
  const t = useTexts(texts)
  return <StatusTag tone={stands ? 'success' : 'waiting'}>{stands ? t.stands : t.standsNot}</StatusTag>
}

type OneProps = {
  readonly person: AtCounter['person']
  readonly one: AtCounter['purposes'][number]
  readonly typed: { readonly agreed?: string | undefined; readonly evidence?: string | undefined }
  readonly problem?: string | undefined
}

export function OnePurposePage(props: OneProps) {
  return (
    <OfficeFrame>
      <OnePurpose {...props} />
    </OfficeFrame>
  )
}

function OnePurpose({ person, one: { purpose, stands, asked }, typed, problem }: OneProps) {
  const t = useTexts(texts)
  const { language } = usePage()
  const name = purpose.name[language]
  return (
    <div class="reading stack">
      <BackLink href={consentLinks.at(person.id)}>{t.atTitle(person.name)}</BackLink>
      <NotDone title={t.notDone} reason={problem} />
      <PageHead kicker={person.name} title={name} tags={<StandsTag stands={stands} />} lead={t.atLead} />
      <ConsentWords asked={asked} />
      <PostForm
        action={consentLinks.one(person.id, purpose.key)}
        hidden={{ act: stands ? 'withdraw' : 'give' }}
        class="stack"
      >
        {!stands && (
          <>
            <Checkbox name="agreed" value={asked.sha256} label={t.readAloud(name)} />
            <TextInput
              name="evidence"
              label={t.evidenceLabel}
              hint={t.evidenceHint}
              value={typed.evidence}
              maxLength={300}
            />
          </>
        )}
        <Button kind={stands ? 'secondary' : 'primary'}>{stands ? t.withdraw : t.record}</Button>
      </PostForm>
    </div>
  )
}
