/**
 * Văn bản điện tử trên trục liên thông: edXML messages built and read (docs/legal.md#edxml). Names are those of the standard; a
 * reader goes by the local names alone, since senders differ in their prefixes. Signatures are the business of whoever carries
 * the message. Pure.
 */

import { Check, Errors } from 'typebox/value'
import { businessKinds, EdxmlMessage, type EdxmlOrganisation, EdxmlStatus } from './edxml/schema.ts'
import { defineRefusals } from './errors.ts'
import { type NewXml, readXml, writeXml, type XmlElement } from './xml.ts'

export { type EdxmlMessage, type EdxmlStatus, edxmlStatuses } from './edxml/schema.ts'

const namespace = 'http://www.mic.gov.vn/TBT/QCVN_102_2016'
/** A message with its attachments, which base64 makes a third longer. */
const charactersMax = 70_000_000

export const edxmlRefusal = defineRefusals('edxml', {
  notEdxml: [
    'invalid',
    'Tệp không phải gói tin edXML. Yêu cầu bên gửi kiểm tra lại phần mềm gửi.',
    'This is no edXML message. Ask the sender to check their software.',
  ],
  wrong: [
    'invalid',
    'Gói tin edXML sai ở {where}: {reason}. Yêu cầu bên gửi sửa rồi gửi lại.',
    'The edXML message is wrong at {where}: {reason}. Ask the sender to mend it.',
  ],
  attachments: [
    'invalid',
    'Danh mục tệp kèm theo không khớp với các tệp trong gói tin ({what}). Yêu cầu bên gửi gửi lại.',
    'The list of attachments does not agree with the files ({what}). Ask the sender to send it again.',
  ],
})

type Organisation = Readonly<Record<keyof typeof EdxmlOrganisation.properties, string>>

const leaf = (name: string, content: string | number): NewXml => ({
  name: `edXML:${name}`,
  content: String(content),
})
const branch = (name: string, content: readonly (NewXml | undefined)[]): NewXml => ({
  name: `edXML:${name}`,
  content,
})
const optional = (name: string, content: string): NewXml | undefined =>
  content ? leaf(name, content) : undefined

const organisation = (name: string, one: Organisation): NewXml =>
  branch(name, [
    leaf('OrganId', one.organId),
    optional('OrganizationInCharge', one.inCharge),
    leaf('OrganName', one.name),
    optional('OrganAdd', one.address),
    optional('Email', one.email),
    optional('Telephone', one.telephone),
    optional('Fax', one.fax),
    optional('Website', one.website),
  ])
const staffInfo = ({ department, name, email, mobile }: EdxmlStatus['staff']): NewXml =>
  branch('StaffInfo', [
    optional('Department', department),
    optional('Staff', name),
    optional('Email', email),
    optional('Mobile', mobile),
  ])
const responseFor = ({ organId, code, on, documentId }: EdxmlStatus['responseFor']): NewXml =>
  branch('ResponseFor', [
    leaf('OrganId', organId),
    leaf('Code', code),
    leaf('PromulgationDate', on),
    optional('DocumentId', documentId),
  ])

/** The whole message as text. Throws `edxml.wrong` for a value that the standard does not know, and `edxml.attachments`. */
export function writeEdxml(message: EdxmlMessage): string {
  demand(EdxmlMessage, message)
  demandDistinct(message.attachments.map(({ contentId }) => contentId))
  return writeXml({
    name: 'edXML:edXML',
    attributes: { 'xmlns:edXML': namespace },
    content: [
      branch('edXMLEnvelope', [
        branch('edXMLHeader', [header(message), traces(message)]),
        branch('edXMLBody', [manifest(message)]),
      ]),
      branch(
        'AttachmentEncoded',
        message.attachments.map(({ contentId, content }) =>
          branch('Attachment', [leaf('ContentId', contentId), leaf('ContentTransferEncoded', content)]),
        ),
      ),
    ],
  })
}

const header = (message: EdxmlMessage): NewXml =>
  branch('MessageHeader', [
    organisation('From', message.from),
    ...message.to.map((one) => organisation('To', one)),
    branch('Code', [leaf('CodeNumber', message.code.number), leaf('CodeNotation', message.code.notation)]),
    branch('PromulgationInfo', [
      leaf('Place', message.promulgation.place),
      leaf('PromulgationDate', message.promulgation.on),
    ]),
    branch('DocumentType', [
      leaf('Type', message.documentType.type),
      leaf('TypeName', message.documentType.name),
    ]),
    leaf('Subject', message.subject),
    optional('Content', message.content),
    branch('SignerInfo', [
      optional('Competence', message.signer.competence),
      optional('Position', message.signer.position),
      leaf('FullName', message.signer.name),
    ]),
    message.dueOn ? leaf('DueDate', message.dueOn) : undefined,
    message.toPlaces.length > 0
      ? branch(
          'ToPlaces',
          message.toPlaces.map((place) => leaf('Place', place)),
        )
      : undefined,
    branch('OtherInfo', [leaf('Priority', message.priority), leaf('PageAmount', message.pages)]),
    ...message.responseFor.map(responseFor),
    leaf('SteeringType', message.steering),
    leaf('DocumentId', message.documentId),
  ])

const traces = ({ trace, business }: EdxmlMessage): NewXml =>
  branch('TraceHeaderList', [
    ...trace.map(({ organId, at }) =>
      branch('TraceHeader', [leaf('OrganId', organId), leaf('Timestamp', at)]),
    ),
    branch('Bussiness', [
      leaf('BussinessDocType', businessKinds.indexOf(business.kind)),
      optional('BussinessDocReason', business.reason),
      optional('DocumentId', business.documentId),
      leaf('Paper', business.hasPaper ? 1 : 0),
      staffInfo(business.staff),
    ]),
  ])

const manifest = ({ attachments }: EdxmlMessage): NewXml =>
  branch(
    'Manifest',
    attachments.map(({ contentId, contentType, name, description }) =>
      branch('Reference', [
        leaf('ContentId', contentId),
        leaf('ContentType', contentType),
        leaf('AttachmentName', name),
        optional('Description', description),
      ]),
    ),
  )

/** Reads a message of another agency. Throws what `readXml` throws, and every `edxml` refusal. */
export function readEdxml(text: string): EdxmlMessage {
  const root = rootOf(text)
  const envelope = child(root, 'edXMLEnvelope')
  const head = child(envelope, 'edXMLHeader')
  const message = child(head, 'MessageHeader')
  const list = child(head, 'TraceHeaderList')
  const business = child(list, 'Bussiness')
  const code = child(message, 'Code')
  const promulgation = child(message, 'PromulgationInfo')
  const type = child(message, 'DocumentType')
  const signer = child(message, 'SignerInfo')
  const other = child(message, 'OtherInfo')
  const read: unknown = {
    documentId: textOf(message, 'DocumentId'),
    from: organisationIn(child(message, 'From')),
    to: all(message, 'To').map(organisationIn),
    code: { number: textOf(code, 'CodeNumber'), notation: textOf(code, 'CodeNotation') },
    promulgation: { place: textOf(promulgation, 'Place'), on: textOf(promulgation, 'PromulgationDate') },
    documentType: { type: textOf(type, 'Type'), name: textOf(type, 'TypeName') },
    subject: textOf(message, 'Subject'),
    content: textOf(message, 'Content'),
    signer: {
      competence: textOf(signer, 'Competence'),
      position: textOf(signer, 'Position'),
      name: textOf(signer, 'FullName'),
    },
    dueOn: textOf(message, 'DueDate') || null,
    toPlaces: all(child(message, 'ToPlaces'), 'Place').map(({ text }) => text.trim()),
    priority: numberOf(other, 'Priority', 0),
    pages: numberOf(other, 'PageAmount', 0),
    responseFor: all(message, 'ResponseFor').map(responseIn),
    steering: numberOf(message, 'SteeringType', 1),
    trace: all(list, 'TraceHeader').map((one) => ({
      organId: textOf(one, 'OrganId'),
      at: textOf(one, 'Timestamp'),
    })),
    business: {
      kind: businessKinds[numberOf(business, 'BussinessDocType', 0)] ?? '',
      reason: textOf(business, 'BussinessDocReason'),
      documentId: textOf(business, 'DocumentId'),
      hasPaper: textOf(business, 'Paper') === '1',
      staff: staffIn(child(business, 'StaffInfo')),
    },
    attachments: attachmentsIn(
      child(child(envelope, 'edXMLBody'), 'Manifest'),
      child(root, 'AttachmentEncoded'),
    ),
  }
  demand(EdxmlMessage, read)
  return read as EdxmlMessage
}

/** Every file is in the list, and every line of the list has its file. */
function attachmentsIn(manifest: XmlElement | undefined, encoded: XmlElement | undefined) {
  const references = all(manifest, 'Reference')
  const files = all(encoded, 'Attachment')
  const idOf = (one: XmlElement) => textOf(one, 'ContentId')
  demandDistinct(references.map(idOf))
  demandDistinct(files.map(idOf))
  const contents = new Map(files.map((one) => [idOf(one), textOf(one, 'ContentTransferEncoded')]))
  const lost = files.find((one) => !references.some((reference) => idOf(reference) === idOf(one)))
  if (lost) throw edxmlRefusal.attachments({ details: { what: idOf(lost) } })
  return references.map((reference) => {
    const contentId = idOf(reference)
    const content = contents.get(contentId)
    if (content === undefined) throw edxmlRefusal.attachments({ details: { what: contentId } })
    return {
      contentId,
      contentType: textOf(reference, 'ContentType'),
      name: textOf(reference, 'AttachmentName'),
      description: textOf(reference, 'Description'),
      content: content.replace(/\s/g, ''),
    }
  })
}

/** The status of a message, told back to its sender. Throws `edxml.wrong`. */
export function writeEdxmlStatus(status: EdxmlStatus): string {
  demand(EdxmlStatus, status)
  return writeXml({
    name: 'edXML:edXML',
    attributes: { 'xmlns:edXML': namespace },
    content: [
      branch('Status', [
        responseFor(status.responseFor),
        organisation('From', status.from),
        leaf('StatusCode', status.statusCode),
        optional('Description', status.description),
        leaf('Timestamp', status.at),
        staffInfo(status.staff),
      ]),
    ],
  })
}

/** Reads a status that another agency tells us. Throws what `readXml` throws, and `edxml` refusals. */
export function readEdxmlStatus(text: string): EdxmlStatus {
  const status = child(rootOf(text), 'Status')
  const read: unknown = {
    responseFor: responseIn(child(status, 'ResponseFor')),
    from: organisationIn(child(status, 'From')),
    statusCode: textOf(status, 'StatusCode'),
    description: textOf(status, 'Description'),
    at: textOf(status, 'Timestamp'),
    staff: staffIn(child(status, 'StaffInfo')),
  }
  demand(EdxmlStatus, read)
  return read as EdxmlStatus
}

function rootOf(text: string): XmlElement {
  const root = readXml(text, { charactersMax })
  if (root.name !== 'edXML') throw edxmlRefusal.notEdxml()
  return root
}

const all = (element: XmlElement | undefined, name: string): readonly XmlElement[] =>
  element?.children.filter((one) => one.name === name) ?? []
const child = (element: XmlElement | undefined, name: string): XmlElement | undefined => all(element, name)[0]
const textOf = (element: XmlElement | undefined, name: string): string =>
  child(element, name)?.text.trim() ?? ''
/** What is no whole number is no number at all, and its schema says so. */
const numberOf = (element: XmlElement | undefined, name: string, missing: number): number => {
  const text = textOf(element, name)
  if (text === '') return missing
  return /^\d{1,6}$/.test(text) ? Number(text) : Number.NaN
}

const organisationIn = (element: XmlElement | undefined): Organisation => ({
  organId: textOf(element, 'OrganId'),
  inCharge: textOf(element, 'OrganizationInCharge'),
  name: textOf(element, 'OrganName'),
  address: textOf(element, 'OrganAdd'),
  email: textOf(element, 'Email'),
  telephone: textOf(element, 'Telephone'),
  fax: textOf(element, 'Fax'),
  website: textOf(element, 'Website'),
})
const staffIn = (element: XmlElement | undefined): EdxmlStatus['staff'] => ({
  department: textOf(element, 'Department'),
  name: textOf(element, 'Staff'),
  email: textOf(element, 'Email'),
  mobile: textOf(element, 'Mobile'),
})
const responseIn = (element: XmlElement | undefined): EdxmlStatus['responseFor'] => ({
  organId: textOf(element, 'OrganId'),
  code: textOf(element, 'Code'),
  on: textOf(element, 'PromulgationDate'),
  documentId: textOf(element, 'DocumentId'),
})

function demandDistinct(contentIds: readonly string[]): void {
  const twice = contentIds.find((id, index) => contentIds.indexOf(id) !== index)
  if (twice !== undefined) throw edxmlRefusal.attachments({ details: { what: twice } })
}

function demand(schema: typeof EdxmlMessage | typeof EdxmlStatus, value: unknown): void {
  if (Check(schema, value)) return
  const [first] = Errors(schema, value)
  throw edxmlRefusal.wrong({ details: { where: first?.instancePath || '/', reason: first?.message ?? '' } })
}
