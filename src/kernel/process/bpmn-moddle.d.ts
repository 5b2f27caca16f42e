/** What the tests use of bpmn-moddle, whose own types name no entry point. */
declare module 'bpmn-moddle' {
  export type ModdleElement = {
    readonly $type: string;
    readonly id: string;
    readonly name?: string;
    readonly get: (property: string) => unknown;
  };
  export class BpmnModdle {
    fromXML(xml: string): Promise<{
      readonly rootElement: ModdleElement;
      readonly elementsById: Readonly<Record<string, ModdleElement>>;
      readonly warnings: readonly { readonly message: string }[];
    }>;
  }
}
