/** Papers: choosing files or taking photos, and the list of those that are already there. */
import { Island, usePage, useTexts } from '#kernel/page.tsx'
import { formatBytes } from '#kernel/text.ts'
import { Button } from './elements.tsx'
import { Field, type FieldProps, inputAttributes } from './forms.tsx'
import { Icon } from './icons.tsx'
import { formTexts } from './texts.ts'

export type UploadedFile = {
  readonly id: string
  readonly name: string
  readonly bytes: number
  readonly href?: string | undefined
  readonly thumbnailHref?: string | undefined
  /** What was found wrong with it, in words to act on. */
  readonly error?: string | undefined
  /** What is known of it: "Đọc được 2 trang". */
  readonly note?: string | undefined
}

export type FileUploadProps = FieldProps & {
  readonly megabytesMax: number
  /** Values of `accept`, and what they are called. */
  readonly accept?: string | undefined
  readonly kinds?: string | undefined
  readonly isSingle?: boolean | undefined
  /** Photos are of papers: with script it is said at once whether one can be read. */
  readonly isPaper?: boolean | undefined
  /** Open the camera at once on a phone. */
  readonly opensCamera?: boolean | undefined
  readonly files?: readonly UploadedFile[] | undefined
  /** Without it the files cannot be changed here. */
  readonly acts?: FileActs | undefined
}

/** Buttons that send the form: take a file out, or move it one place up. */
export type FileActs = {
  readonly name: string
  readonly remove: (id: string) => string
  readonly moveUp?: ((id: string) => string) | undefined
}

/** Without HEIC among them, an iPhone turns its photos into JPEG by itself. */
const acceptedKinds = 'application/pdf,image/jpeg,image/png,image/webp'

/** A plain file input that sends with its form; the island adds previews and smaller photos. */
export function FileUpload(props: FileUploadProps) {
  const texts = useTexts(formTexts)
  const limits = texts.fileLimits(props.megabytesMax, props.kinds ?? 'PDF, JPG, PNG')
  const hint = props.hint ? `${props.hint} ${limits}.` : `${limits}.`
  const hasFiles = (props.files?.length ?? 0) > 0
  const field = { ...props, hint, isOptional: props.isOptional }
  return (
    <div class="upload">
      <Island of="file-picker" megabytesMax={props.megabytesMax} {...(props.isPaper && { isPaper: true })}>
        <Field {...field}>
          <input
            {...inputAttributes({ ...field, isOptional: props.isOptional || hasFiles })}
            class="input-file"
            type="file"
            multiple={!props.isSingle}
            accept={props.accept ?? acceptedKinds}
            capture={props.opensCamera ? 'environment' : undefined}
          />
        </Field>
      </Island>
      {hasFiles && <UploadedFiles files={props.files ?? []} acts={props.acts} />}
    </div>
  )
}

type UploadedFilesProps = {
  readonly files: readonly UploadedFile[]
  readonly acts?: FileActs | undefined
}

export function UploadedFiles({ files, acts }: UploadedFilesProps) {
  const { language } = usePage()
  const texts = useTexts(formTexts)
  return (
    <ul class="files" aria-label={texts.uploaded}>
      {files.map((file, index) => (
        <li key={file.id} class={file.error ? 'file file-wrong' : 'file'}>
          {file.thumbnailHref ? (
            <img
              class="file-thumbnail"
              src={file.thumbnailHref}
              alt=""
              width="48"
              height="48"
              loading="lazy"
            />
          ) : (
            <Icon name="document" />
          )}
          <div class="file-words">
            {file.href ? <a href={file.href}>{file.name}</a> : <span>{file.name}</span>}
            <span class="hint">
              {formatBytes(file.bytes, language)}
              {file.note && `, ${file.note}`}
            </span>
            {file.error && <span class="error-message">{file.error}</span>}
          </div>
          {acts && (
            <div class="file-actions">
              {acts.moveUp && index > 0 && (
                <Button kind="quiet" name={acts.name} value={acts.moveUp(file.id)}>
                  {texts.moveUp} <span class="visually-hidden">{file.name}</span>
                </Button>
              )}
              <Button kind="quiet" name={acts.name} value={acts.remove(file.id)} icon="delete">
                {texts.remove} <span class="visually-hidden">{file.name}</span>
              </Button>
            </div>
          )}
        </li>
      ))}
    </ul>
  )
}
