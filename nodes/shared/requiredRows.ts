import type { INodeParameters, INodeProperties, INodePropertyCollection } from 'n8n-workflow';

/**
 * How the panel shows rows that must be filled in: n8n marks no collection as required, and shows it closed. So
 * rows stand open from the start where a field in them must be filled in, without which n8n runs nothing: a row
 * that nobody touched, or that an agent left out, is never sent. The button says of the others that they are
 * required. What holds a single entry cannot stand open: n8n (2.41, `getNodeParameters`) breaks off when such a
 * field begins with anything.
 */
export function openRows(field: INodeProperties): Partial<INodeProperties> {
	const { type, typeOptions, displayName, placeholder = `Add ${displayName}` } = field;
	if (type !== 'fixedCollection') return {};
	if (!typeOptions?.multipleValues) return { placeholder: `Add ${displayName} (Required)` };
	if (Object.keys(field.default as INodeParameters).length > 0) return {};
	const [section] = field.options as INodePropertyCollection[];
	if (!section.values.some(isDemanded)) return { placeholder: `${placeholder} (Required)` };
	const rows = Array.from({ length: typeOptions.minRequiredFields ?? 1 }, () => ({}));
	return { default: { [section.name]: rows } };
}

/** Whether n8n refuses to run as long as the field is as it began. */
function isDemanded({ required, displayOptions, default: value }: INodeProperties): boolean {
	if (!required || displayOptions) return false;
	return value === '' || (value as { value?: unknown } | null)?.value === '';
}
