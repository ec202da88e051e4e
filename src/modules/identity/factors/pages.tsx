/** Proving before a form is sent, and one's own factors. */

import { PostForm, useTexts } from '#kernel/page.tsx'
import { formatDateTime } from '#kernel/text.ts'
import { Button, LinkButton } from '#ui/elements.tsx'
import { ErrorSummary, Notice } from '#ui/feedback.tsx'
import { TextInput } from '#ui/forms.tsx'
import { PageHead, QuestionPage, Section, Stack } from '#ui/layout.tsx'
import { OfficeFrame } from '#ui/office-frame.tsx'
import { Table } from '#ui/tables.tsx'
import type { BegunFactor, WaitingForm } from './commands.ts'
import { type Factor, factorLinks } from './domain.ts'
import { texts } from './texts.ts'

type Wrong = { readonly error?: string | undefined }

function CodeInput({ error, hint }: Wrong & { readonly hint?: string }) {
  const t = useTexts(texts)
  return (
    <TextInput
      name="ma"
      label={t.code}
      hint={hint}
      error={error}
      inputMode="numeric"
      autocomplete="one-time-code"
      width="short"
      maxLength={10}
      isFocused
    />
  )
}

const errorsOf = (error: string | undefined) => (error ? [{ name: 'ma', message: error }] : [])

type ProveProps = Wrong & { readonly id: string; readonly waiting: WaitingForm }

export function ProvePage(props: ProveProps) {
  return (
    <OfficeFrame>
      <Prove {...props} />
    </OfficeFrame>
  )
}

function Prove({ id, waiting, error }: ProveProps) {
  const t = useTexts(texts)
  const { factors, isProven, inventedCode } = waiting
  return (
    <QuestionPage>
      <ErrorSummary errors={errorsOf(error)} />
      <PageHead title={t.prove} lead={t.proveLead} />
      {inventedCode && (
        <Notice tone="warning" title={t.trial}>
          <p>
            {t.trialCode} <strong data-code>{inventedCode}</strong>
          </p>
        </Notice>
      )}
      {factors.length > 0 ? (
        <PostForm action={factorLinks.prove(id)} class="stack">
          <CodeInput error={error} hint={t.codeHint(factors.map(({ name }) => name).join(', '))} />
          <Button>{t.confirm}</Button>
          <p class="hint">{t.lost}</p>
        </PostForm>
      ) : isProven ? (
        <PostForm action={factorLinks.prove(id)} class="stack">
          <p>{t.proven}</p>
          <Button>{t.send}</Button>
        </PostForm>
      ) : (
        <>
          <p>{t.noFactor}</p>
          <LinkButton href={`/dang-nhap?muc=2&tiep=${encodeURIComponent(factorLinks.prove(id))}`}>
            {t.signInAgain}
          </LinkButton>
        </>
      )}
    </QuestionPage>
  )
}

export function FactorsPage(props: { readonly factors: readonly Factor[] }) {
  return (
    <OfficeFrame>
      <Factors {...props} />
    </OfficeFrame>
  )
}

function Factors({ factors }: { readonly factors: readonly Factor[] }) {
  const t = useTexts(texts)
  return (
    <Stack>
      <PageHead title={t.factors} lead={t.factorsLead} />
      <Table
        caption={t.factors}
        isCaptionHidden
        rows={factors}
        rowKey={({ id }) => id}
        empty={t.none}
        columns={[
          { key: 'name', label: t.name, isRowHead: true, cell: ({ name }) => name },
          {
            key: 'added',
            label: t.addedAt,
            isSecondary: true,
            cell: ({ addedAt }) => formatDateTime(addedAt),
          },
          {
            key: 'used',
            label: t.usedAt,
            cell: ({ usedAt }) => (usedAt ? formatDateTime(usedAt) : t.neverUsed),
          },
          {
            key: 'remove',
            label: t.act,
            cell: ({ id, name }) => (
              <PostForm action={factorLinks.remove(id)}>
                <Button kind="secondary">
                  {t.remove} <span class="visually-hidden">{name}</span>
                </Button>
              </PostForm>
            ),
          },
        ]}
      />
      <Section title={t.add} id="add">
        <PostForm action={factorLinks.list} class="stack">
          <TextInput name="ten" label={t.newName} hint={t.newNameHint} width="medium" maxLength={60} />
          <Button>{t.next}</Button>
        </PostForm>
      </Section>
    </Stack>
  )
}

type BegunProps = Wrong & { readonly id: string; readonly begun: BegunFactor }

export function BegunPage(props: BegunProps) {
  return (
    <OfficeFrame>
      <Begun {...props} />
    </OfficeFrame>
  )
}

function Begun({ id, begun, error }: BegunProps) {
  const t = useTexts(texts)
  return (
    <QuestionPage>
      <ErrorSummary errors={errorsOf(error)} />
      <PageHead title={t.scan} lead={t.scanLead} kicker={begun.name} />
      <img src={begun.picture} alt={t.picture} width={240} height={240} />
      <p>
        {t.key}: <code>{begun.key}</code>
      </p>
      <PostForm action={factorLinks.show(id)} class="stack">
        <CodeInput error={error} />
        <Button>{t.finish}</Button>
      </PostForm>
    </QuestionPage>
  )
}
