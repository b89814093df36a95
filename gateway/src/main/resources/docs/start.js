SwaggerUIBundle({
  url: '/openapi',
  dom_id: '#api',
  deepLinking: true,
  validatorUrl: null,
  displayOperationId: true,
  docExpansion: 'none',
});
