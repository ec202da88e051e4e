/** Ghi âm: the field of the form, and what the desk and units see of it. */

import { Island, PostForm, useTexts } from '#kernel/page.tsx'
import { Button } from '#ui/elements.tsx'
import { Field, inputAttributes, TextArea } from '#ui/forms.tsx'
import { Section } from '#ui/layout.tsx'
import { reportLinks } from '../domain.ts'
import { texts, voiceMegabytesMax, voiceSecondsMax } from './domain.ts'
import type { Voice } from './store.ts'

/** Any recording from the device; a script records one here. */
export function VoiceField({ error }: { readonly error: string | undefined }) {
  const t = useTexts(texts)
  const field = { name: 'voice', label: t.label, hint: t.hint(voiceSecondsMax / 60), isOptional: true, error }
  return (
    <Island of="voice-recorder" secondsMax={voiceSecondsMax} megabytesMax={voiceMegabytesMax}>
      <Field {...field}>
        <input
          {...inputAttributes(field)}
          class="input-file"
          type="file"
          accept="audio/*,.m4a,.mp3,.ogg,.webm"
        />
      </Field>
    </Island>
  )
}

type DeskProps = {
  readonly code: string
  readonly voice: Voice
  readonly mayHear: boolean
  readonly typed: string | undefined
}

export function VoiceDesk({ code, voice: { seconds, transcript }, mayHear, typed }: DeskProps) {
  const t = useTexts(texts)
  const address = reportLinks.voice(code)
  if (!mayHear)
    return (
      <Section title={t.transcript} id="ghi-am">
        <p class="report-said">{transcript ?? t.unheard}</p>
      </Section>
    )
  return (
    <Section title={t.title} id="ghi-am">
      <p>
        {t.lead} {seconds !== null && t.length(seconds)}
      </p>
      {/* oxlint-disable-next-line jsx-a11y/media-has-caption -- the transcript beneath is its words */}
      <audio class="voice" controls preload="none" src={address} aria-label={t.title}>
        <a href={address}>{t.listen}</a>
      </audio>
      <PostForm action={address} class="stack">
        <TextArea
          name="transcript"
          label={t.transcript}
          hint={t.transcriptHint}
          rows={4}
          maxLength={4000}
          value={typed ?? transcript ?? undefined}
        />
        <Button kind="secondary">{t.save}</Button>
      </PostForm>
    </Section>
  )
}
