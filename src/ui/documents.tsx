/** Papers on the screen: page images with their text, and what is known of their signatures. */
import type { ComponentChildren } from 'preact'
import { usePage, useTexts } from '#kernel/page.tsx'
import { formatDateTime } from '#kernel/text.ts'
import { Icon, StateIcon } from './icons.tsx'
import { documentTexts } from './texts.ts'

export type DocumentPage = {
  readonly imageHref: string
  readonly width: number
  readonly height: number
  /** What the page says, for those who do not see the image. */
  readonly text?: string | undefined
}

type DocumentViewerProps = {
  readonly title: string
  /** The file itself, to open or to keep. */
  readonly href: string
  readonly contentType: string
  /** Page images where they exist; otherwise the browser shows the file. */
  readonly pages?: readonly DocumentPage[] | undefined
  readonly actions?: ComponentChildren
}

/** A paper, shown and never forced to be downloaded. */
export function DocumentViewer(props: DocumentViewerProps) {
  const texts = useTexts(documentTexts)
  const pages = props.pages ?? []
  return (
    <section class="viewer" aria-label={props.title}>
      <div class="viewer-bar">
        <p class="viewer-title">
          <Icon name="document" /> {props.title}
        </p>
        <a href={props.href}>
          <Icon name="download" small /> {texts.copies} <span class="visually-hidden">{props.title}</span>
        </a>
        {props.actions}
      </div>
      {pages.length > 0 ? (
        <ol class="viewer-pages">
          {pages.map((page, index) => (
            <ViewerPage
              key={page.imageHref}
              page={page}
              label={texts.page(index + 1, pages.length)}
              textLabel={texts.textTwin}
            />
          ))}
        </ol>
      ) : props.contentType.startsWith('image/') ? (
        <img class="viewer-image" src={props.href} alt={props.title} />
      ) : (
        <iframe class="viewer-object" src={props.href} title={props.title} loading="lazy" />
      )}
    </section>
  )
}

function ViewerPage({
  page,
  label,
  textLabel,
}: {
  readonly page: DocumentPage
  readonly label: string
  readonly textLabel: string
}) {
  return (
    <li>
      <img src={page.imageHref} alt={label} width={page.width} height={page.height} loading="lazy" />
      {page.text && (
        <details>
          <summary>
            {textLabel}: {label}
          </summary>
          <p class="thread-body">{page.text}</p>
        </details>
      )}
    </li>
  )
}

export type SignatureCheck = {
  readonly validity: 'valid' | 'invalid' | 'unchecked'
  readonly signer: string
  readonly post?: string | undefined
  /** Left out where the file does not tell. */
  readonly signedAt?: Date | undefined
  readonly certificate?: string | undefined
  /** The whole verdict in a sentence, such as why it is not valid. */
  readonly statement: string
}

const validityLook = {
  valid: ['done', 'on-time'],
  invalid: ['overdue', 'overdue'],
  unchecked: ['stopped', 'stopped'],
} as const

/** Chữ ký số: who signed, when, and whether it holds. */
export function SignatureBlock({ signature }: { readonly signature: SignatureCheck }) {
  const { language } = usePage()
  const texts = useTexts(documentTexts)
  const [shape, colour] = validityLook[signature.validity]
  return (
    <div class={`signature signature-${signature.validity}`}>
      <p class={`tag state-${colour}`}>
        <StateIcon shape={shape} />
        <span>{texts[signature.validity]}</span>
      </p>
      <p>{signature.statement}</p>
      <dl class="signature-facts">
        <dt>{texts.signedBy}</dt>
        <dd>
          {signature.signer}
          {signature.post && `, ${signature.post}`}
        </dd>
        {signature.signedAt && <dt>{texts.signedAt}</dt>}
        {signature.signedAt && <dd>{formatDateTime(signature.signedAt, language)}</dd>}
        {signature.certificate && <dt>{texts.certificate}</dt>}
        {signature.certificate && <dd>{signature.certificate}</dd>}
      </dl>
    </div>
  )
}
