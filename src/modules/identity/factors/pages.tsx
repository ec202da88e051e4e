/** Proving before a form is sent, and one's own factors. */

import { Island, PostForm, useTexts } from '#kernel/page.tsx'
import { formatDateTime } from '#kernel/text.ts'
import { Radios } from '#ui/choices.tsx'
import { Button, LinkButton } from '#ui/elements.tsx'
import { ErrorSummary, NotDone, Notice } from '#ui/feedback.tsx'
import { TextInput } from '#ui/forms.tsx'
import { Disclosure, PageHead, QuestionPage, Section, Stack } from '#ui/layout.tsx'
import { OfficeFrame } from '#ui/office-frame.tsx'
import { Table } from '#ui/tables.tsx'
import type { BegunFactor, OwnFactors, WaitingForm } from './commands.ts'
import { type Factor, type FactorKind, factorLinks } from './domain.ts'
import type { AssertionOptions, RegistrationOptions } from './passkeys/commands.ts'
import { printedCode } from './recovery/domain.ts'
import { texts } from './texts.ts'

type Wrong = { readonly error?: string | undefined }

type CodeInputProps = Wrong & { readonly hint?: string; readonly isFocused?: boolean }

function CodeInput({ error, hint, isFocused = true }: CodeInputProps) {
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
      isFocused={isFocused}
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
        <Ways id={id} waiting={waiting} error={error} />
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

const namesOf = (factors: readonly Factor[], kind: FactorKind) =>
  factors
    .filter((one) => one.kind === kind)
    .map(({ name }) => name)
    .join(', ')

/** A device first, then a code, then the paper that lies in the drawer. */
function Ways({ id, waiting: { factors, passkey, codesLeft }, error }: ProveProps) {
  const t = useTexts(texts)
  const apps = namesOf(factors, 'totp')
  return (
    <>
      {passkey && (
        <PasskeyForm
          action={factorLinks.prove(id)}
          act="get"
          options={passkey}
          label={t.usePasskey}
          hint={t.passkeyHint(namesOf(factors, 'passkey'))}
        />
      )}
      {apps && (
        <PostForm action={factorLinks.prove(id)} class="stack" label={passkey && t.useCode}>
          <CodeInput error={error} hint={t.codeHint(apps)} isFocused={!passkey} />
          <Button kind={passkey ? 'secondary' : 'primary'}>{t.confirm}</Button>
        </PostForm>
      )}
      <Disclosure summary={t.lost}>
        {codesLeft > 0 && (
          <PostForm action={factorLinks.prove(id)} class="stack" label={t.recoveryCode}>
            <TextInput
              name="ma-khoi-phuc"
              label={t.recoveryCode}
              hint={t.recoveryCodeHint(String(codesLeft))}
              autocomplete="off"
              width="medium"
              maxLength={20}
            />
            <Button kind="secondary">{t.confirm}</Button>
          </PostForm>
        )}
        <p>{t.askReset}</p>
      </Disclosure>
    </>
  )
}

type PasskeyFormProps = {
  readonly action: string
  readonly label: string
  readonly hint?: string
} & (
  | { readonly act: 'create'; readonly options: RegistrationOptions }
  | { readonly act: 'get'; readonly options: AssertionOptions }
)

/** The device signs by script only; until the script runs there is no button, and words say what else can be done. */
function PasskeyForm({ action, label, hint, act, options }: PasskeyFormProps) {
  const t = useTexts(texts)
  return (
    <PostForm action={action} class="stack">
      <Island of="passkey" act={act} options={options}>
        <div class="stack">
          <input type="hidden" name="khoa" />
          {hint && <p class="hint">{hint}</p>}
          <Button type="button" isHidden>
            {label}
          </Button>
          <output>{t.passkeyNeedsScript}</output>
        </div>
      </Island>
    </PostForm>
  )
}

export function FactorsPage(props: OwnFactors) {
  return (
    <OfficeFrame>
      <Factors {...props} />
    </OfficeFrame>
  )
}

function Factors({ factors, codesLeft }: OwnFactors) {
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
          { key: 'kind', label: t.kind, isSecondary: true, cell: ({ kind }) => t[kind] },
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
          <Radios
            name="loai"
            label={t.kind}
            value="passkey"
            choices={[
              { value: 'passkey', label: t.passkey, hint: t.passkeyWhat },
              { value: 'totp', label: t.totp, hint: t.totpWhat },
            ]}
          />
          <TextInput name="ten" label={t.newName} hint={t.newNameHint} width="medium" maxLength={60} />
          <Button>{t.next}</Button>
        </PostForm>
      </Section>
      {factors.length > 0 && (
        <Section title={t.recovery} id="recovery">
          <p>
            {t.recoveryLead} {codesLeft > 0 ? t.recoveryLeft(String(codesLeft)) : t.recoveryNone}
          </p>
          <PostForm action={factorLinks.recovery}>
            <Button kind="secondary">{t.makeCodes}</Button>
          </PostForm>
        </Section>
      )}
    </Stack>
  )
}

export function RecoveryCodesPage(props: { readonly codes: readonly string[] }) {
  return (
    <OfficeFrame>
      <RecoveryCodes {...props} />
    </OfficeFrame>
  )
}

function RecoveryCodes({ codes }: { readonly codes: readonly string[] }) {
  const t = useTexts(texts)
  return (
    <QuestionPage>
      <PageHead title={t.codesTitle} lead={t.codesLead} />
      <ol class="recovery-codes">
        {codes.map((code) => (
          <li key={code}>
            <code>{printedCode(code)}</code>
          </li>
        ))}
      </ol>
      <LinkButton href={factorLinks.list}>{t.codesDone}</LinkButton>
    </QuestionPage>
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
  if (begun.kind === 'passkey')
    return (
      <QuestionPage>
        <NotDone reason={error} />
        <PageHead title={t.makePasskey} lead={t.makePasskeyLead} kicker={begun.name} />
        <PasskeyForm action={factorLinks.show(id)} act="create" options={begun.options} label={t.makeIt} />
        <p>
          <a href={factorLinks.list}>{t.factors}</a>
        </p>
      </QuestionPage>
    )
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
