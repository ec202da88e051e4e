/** Rút hồ sơ tại quầy: the request as the clerk notes it. */

import type { Problem } from '#kernel/errors.ts'
import { PostForm, useTexts } from '#kernel/page.tsx'
import { Radios } from '#ui/choices.tsx'
import { BackLink, Button, ButtonGroup } from '#ui/elements.tsx'
import { NotDone } from '#ui/feedback.tsx'
import { TextArea, TextInput } from '#ui/forms.tsx'
import { PageHead } from '#ui/layout.tsx'
import { OfficeFrame } from '#ui/office-frame.tsx'
import { deskLinks } from '../api.ts'
import type { OpenDossier } from '../desk/commands.ts'
import { isDecided } from '../families/domain.ts'
import { AlsoWithdraw } from '../families/pages.tsx'
import { texts } from './texts.ts'

export type WithdrawalView = {
  readonly open: OpenDossier
  readonly typed: Readonly<Record<string, string | undefined>>
  readonly problem?: Problem | undefined
}

export function WithdrawalPage({ view }: { readonly view: WithdrawalView }) {
  return (
    <OfficeFrame>
      <Body view={view} />
    </OfficeFrame>
  )
}

/** Members of its family that could be withdrawn with it. */
const undecided = ({ family, dossier }: OpenDossier) =>
  (family?.head.code === dossier.code ? family.lines : []).flatMap(({ member }) =>
    member?.mayOpen && !isDecided(member.state) ? [member] : [],
  )

function Body({ view: { open, typed, problem } }: { readonly view: WithdrawalView }) {
  const t = useTexts(texts)
  const { dossier, details } = open
  return (
    <>
      <BackLink href={deskLinks.dossier(dossier.code)}>{t.back}</BackLink>
      <NotDone title={t.notDone} reason={problem?.detail} />
      <PageHead kicker={`${dossier.code} – ${details.procedureName}`} title={t.title} lead={t.lead} />
      <PostForm action={deskLinks.withdraw(dossier.code)} hidden={{ version: dossier.version }} class="stack">
        <Radios
          name="capacity"
          label={t.capacity}
          choices={[
            { value: 'self', label: t.self },
            { value: 'authorised', label: t.authorised },
          ]}
          value={typed.capacity ?? 'self'}
        />
        <TextInput name="name" label={t.name} width="long" value={typed.name ?? details.applicantName} />
        <TextInput
          name="identity"
          label={t.identity}
          hint={t.identityHint}
          width="medium"
          value={typed.identity}
        />
        <TextInput
          name="authority"
          label={t.authority}
          hint={t.authorityHint}
          width="long"
          value={typed.authority}
          isOptional
        />
        <AlsoWithdraw members={undecided(open)} />
        <TextArea name="reason" label={t.reason} rows={3} value={typed.reason} />
        <ButtonGroup>
          <Button kind="danger">{t.confirm}</Button>
          <a href={deskLinks.dossier(dossier.code)}>{t.keep}</a>
        </ButtonGroup>
      </PostForm>
    </>
  )
}
