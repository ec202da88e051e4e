/** Mục đích xem hồ sơ: one question, before anything of the person is shown. */

import { lookWhys } from '#kernel/looks.ts'
import { PostForm, usePage, useTexts } from '#kernel/page.tsx'
import { Radios } from '#ui/choices.tsx'
import { BackLink, Button } from '#ui/elements.tsx'
import { NotDone } from '#ui/feedback.tsx'
import { TextInput } from '#ui/forms.tsx'
import { PageHead } from '#ui/layout.tsx'
import { OfficeFrame } from '#ui/office-frame.tsx'
import { deskLinks } from '../api.ts'
import { purposeLink, purposes, purposeWordsMax } from './domain.ts'
import { texts } from './texts.ts'

export type PurposeView = {
  readonly code: string
  /** Where the officer wanted to go. */
  readonly next: string | undefined
  readonly typed: { readonly purpose?: string | undefined; readonly words?: string | undefined }
  readonly problem?: string | undefined
}

export function PurposePage({ view }: { readonly view: PurposeView }) {
  return (
    <OfficeFrame>
      <Question {...view} />
    </OfficeFrame>
  )
}

function Question({ code, next, typed, problem }: PurposeView) {
  const t = useTexts(texts)
  const { language } = usePage()
  const choices = purposes.map((value) => ({ value, label: lookWhys[value][language] }))
  return (
    <div class="reading stack">
      <BackLink href={deskLinks.queue()}>{t.back}</BackLink>
      <NotDone title={t.notOpened} reason={problem} />
      <PageHead kicker={code} title={t.title} lead={t.lead} />
      <PostForm action={purposeLink(code)} hidden={next === undefined ? {} : { tiep: next }} class="stack">
        <Radios name="purpose" label={t.purpose} value={typed.purpose} choices={choices} />
        <TextInput
          name="words"
          label={t.words}
          hint={t.wordsHint}
          value={typed.words}
          maxLength={purposeWordsMax}
        />
        <Button>{t.open}</Button>
      </PostForm>
    </div>
  )
}
