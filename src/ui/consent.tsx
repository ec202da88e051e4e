/** Asking for a consent: one purpose, what it means in three lines, one empty tick. */
import { usePage, useTexts } from '#kernel/page.tsx'
import { Checkbox } from './choices.tsx'
import { consentTexts } from './texts.ts'

type Words = { readonly vi: string; readonly en: string }

/** A purpose as it is shown today; `sha256` of the words goes back with the form, so that it is known which were read. */
export type AskedConsent = {
  readonly name: Words
  readonly does: Words
  readonly data: Words
  readonly receivers: Words
  readonly without: Words
  readonly sha256: string
}

export function ConsentWords({ asked }: { readonly asked: Omit<AskedConsent, 'sha256'> }) {
  const t = useTexts(consentTexts)
  const { language } = usePage()
  return (
    <dl class="consent-words">
      <dt>{t.does}</dt>
      <dd>{asked.does[language]}</dd>
      <dt>{t.data}</dt>
      <dd>{asked.data[language]}</dd>
      <dt>{t.receivers}</dt>
      <dd>{asked.receivers[language]}</dd>
      <dt>{t.without}</dt>
      <dd>{asked.without[language]}</dd>
    </dl>
  )
}

/** Never ticked beforehand, and never a condition of anything else. */
export function ConsentBlock({
  name,
  asked,
  error,
}: {
  readonly name: string
  readonly asked: AskedConsent
  readonly error?: string | undefined
}) {
  const t = useTexts(consentTexts)
  const { language } = usePage()
  return (
    <div class="panel stack consent">
      <ConsentWords asked={asked} />
      <Checkbox name={name} value={asked.sha256} label={t.agree(asked.name[language])} error={error} />
    </div>
  )
}
