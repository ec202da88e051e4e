/** What we use of a library that brings no usable types. */
declare module 'bpmn-moddle' {
  export class BpmnModdle {
    fromXML(xml: string): Promise<{
      readonly rootElement: { readonly $type: string }
      readonly warnings: readonly { readonly message: string }[]
    }>
  }
}
