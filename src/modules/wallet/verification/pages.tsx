/** Kiểm tra giấy tờ: a clear verdict first, then what proves it. */

import { PostForm, useTexts } from '#kernel/page.tsx'
import type { SignatureReport } from '#kernel/signing.ts'
import { formatDate } from '#kernel/text.ts'
import { resultLinks, shownVerifyCode } from '#modules/results/api.ts'
import { SignatureBlock } from '#ui/documents.tsx'
import { Button, SummaryList } from '#ui/elements.tsx'
import { ErrorSummary, Notice, type NoticeTone } from '#ui/feedback.tsx'
import { TextInput } from '#ui/forms.tsx'
import { PortalFrame } from '#ui/frame.tsx'
import { PageHead, Section } from '#ui/layout.tsx'
import { FileUpload } from '#ui/upload.tsx'
import type { CodeVerdict, FileVerdict, FileVerdictKind, Issued } from './commands.ts'
import { texts } from './texts.ts'

export type Asked = {
  readonly code?: string | undefined
  readonly byCode?: CodeVerdict | 'none' | undefined
  readonly byFile?: FileVerdict | undefined
  /** Why the sent form could not be checked. */
  readonly problem?: string | undefined
}

export function VerifyPage(asked: Asked) {
  return (
    <PortalFrame>
      <Verify {...asked} />
    </PortalFrame>
  )
}

function Verify({ code, byCode, byFile, problem }: Asked) {
  const t = useTexts(texts)
  return (
    <div class="verify stack">
      {problem && <ErrorSummary errors={[{ name: 'tep', message: problem }]} />}
      <PageHead title={t.title} lead={t.lead} />
      {byCode && <CodeAnswer answer={byCode} />}
      {byFile && <FileAnswer answer={byFile} />}
      <div class="verify-ways">
        <Section title={t.byCode} id="bang-ma" isPanel>
          <form method="get" action={resultLinks.verify()} class="stack">
            <TextInput
              name="ma"
              label={t.code}
              hint={t.codeHint}
              value={code}
              width="long"
              maxLength={40}
              autocomplete="off"
            />
            <Button icon="search">{t.check}</Button>
          </form>
        </Section>
        <Section title={t.byFile} id="bang-tep" isPanel>
          <PostForm action={resultLinks.verify()} hasFiles class="stack">
            <FileUpload
              name="tep"
              label={t.file}
              hint={t.fileHint}
              error={problem}
              accept="application/pdf"
              kinds="PDF"
              megabytesMax={20}
              isSingle
            />
            <p class="hint">{t.privacy}</p>
            <Button kind="secondary" icon="shield">
              {t.check}
            </Button>
          </PostForm>
        </Section>
      </div>
    </div>
  )
}

const codeTones = {
  valid: 'success',
  withdrawn: 'danger',
  replaced: 'warning',
  expired: 'warning',
  notYet: 'warning',
  damaged: 'warning',
} as const satisfies Record<CodeVerdict['verdict'], NoticeTone>

function CodeAnswer({ answer }: { readonly answer: CodeVerdict | 'none' }) {
  const t = useTexts(texts)
  if (answer === 'none')
    return (
      <Verdict tone="danger" title={t.notFound}>
        {t.notFoundHint}
      </Verdict>
    )
  const { verdict, signatures } = answer
  return (
    <>
      <Verdict tone={codeTones[verdict]} title={t[verdict]}>
        {endWords(t, answer) ?? t[`${verdict}Hint`]}
      </Verdict>
      <Facts issued={answer} />
      <Signatures signatures={signatures} />
    </>
  )
}

const fileLooks = {
  issued: ['success', 'issued', 'issuedHint'],
  withdrawn: ['danger', 'withdrawn', 'withdrawnHint'],
  replaced: ['warning', 'replaced', 'replacedHint'],
  expired: ['warning', 'expired', 'expiredHint'],
  notYet: ['warning', 'notYet', 'notYetHint'],
  changed: ['danger', 'changed', 'changedHint'],
  signed: ['information', 'foreign', 'foreignHint'],
  untrusted: ['warning', 'untrusted', 'untrustedHint'],
  unsigned: ['warning', 'unsigned', 'unsignedHint'],
  unreadable: ['danger', 'unreadable', 'unreadableHint'],
} as const satisfies Record<FileVerdictKind, readonly [NoticeTone, string, string]>

function FileAnswer({ answer: { verdict, issued, signatures } }: { readonly answer: FileVerdict }) {
  const t = useTexts(texts)
  const [tone, title, hint] = fileLooks[verdict]
  return (
    <>
      <Verdict tone={tone} title={t[title]}>
        {(issued && endWords(t, issued)) ?? t[hint]}
      </Verdict>
      {issued && <Facts issued={issued} />}
      <Signatures signatures={signatures} />
    </>
  )
}

function Verdict({
  tone,
  title,
  children,
}: {
  readonly tone: NoticeTone
  readonly title: string
  readonly children: string
}) {
  return (
    <div class="verdict">
      <Notice tone={tone} title={title} isResult>
        <p>{children}</p>
      </Notice>
    </div>
  )
}

function Facts({ issued }: { readonly issued: Issued }) {
  const t = useTexts(texts)
  return (
    <Section title={t.whatIs} id="giay-to">
      <SummaryList
        rows={[
          { term: t.document, value: issued.title },
          ...(issued.isCopy ? [{ term: t.nature, value: t.copyOfPaper }] : []),
          ...endRows(t, issued),
          ...(issued.numberLabel ? [{ term: t.number, value: issued.numberLabel }] : []),
          ...(issued.issuedOn ? [{ term: t.day, value: formatDate(issued.issuedOn) }] : []),
          ...(issued.validUntil ? [{ term: t.validUntil, value: formatDate(issued.validUntil) }] : []),
          { term: issued.isCopy ? t.copiedBy : t.agency, value: issued.agencyName },
          ...(issued.signerName ? [{ term: t.signer, value: issued.signerName }] : []),
          {
            term: t.owner,
            value: (
              <>
                {issued.ownerName}
                {issued.ownerName.includes('***') && <span class="cell-note">{t.ownerHint}</span>}
              </>
            ),
          },
          ...(issued.verifyCode ? [{ term: t.verifyCode, value: shownVerifyCode(issued.verifyCode) }] : []),
        ]}
      />
    </Section>
  )
}

/** Of a digitised copy it is said whether the paper behind it still stands. */
const endWords = (t: (typeof texts)['vi'], { standing, endedWhy }: Issued): string | undefined =>
  standing === 'revoked' && endedWhy ? t[`${endedWhy}Hint`] : undefined

/** What ended it: when and why, or what took its place. */
function endRows(t: (typeof texts)['vi'], { standing, endedOn, endedReason, replacement }: Issued) {
  const day = endedOn ? formatDate(endedOn) : ''
  if (standing === 'revoked')
    return [
      { term: t.withdrawnOn, value: day },
      { term: t.reason, value: endedReason ?? '' },
    ]
  if (standing === 'replaced' && replacement)
    return [
      { term: t.replacedBy, value: t.replacement(replacement.title, replacement.number ?? '', day) },
      ...(endedReason ? [{ term: t.reason, value: endedReason }] : []),
    ]
  return []
}

function Signatures({ signatures }: { readonly signatures: readonly SignatureReport[] }) {
  const t = useTexts(texts)
  if (signatures.length === 0) return null
  return (
    <Section title={t.signatures} id="chu-ky">
      <div class="stack">
        {signatures.map((one) => (
          <SignatureBlock
            key={one.field}
            signature={{
              validity: one.valid ? 'valid' : 'invalid',
              signer: one.signer,
              post: one.organisation === one.signer ? undefined : one.organisation,
              signedAt: one.signedAt,
              statement: t[statementOf(one)],
            }}
          />
        ))}
      </div>
    </Section>
  )
}

function statementOf(one: SignatureReport): 'sound' | 'alteredLater' | 'brokenDigest' | 'unknownIssuer' {
  if (one.valid) return 'sound'
  if (!one.digestMatches || !one.signatureMatches) return 'brokenDigest'
  return one.laterChanges === 'document' ? 'alteredLater' : 'unknownIssuer'
}
