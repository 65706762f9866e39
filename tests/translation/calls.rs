//! Operations: their names, and what is told about them.

use super::{documented_operation, methods, problems, with_operation};
use insta::assert_snapshot;

#[test]
fn a_placeholder_that_no_parameter_fills() {
    assert_snapshot!(problems(&with_operation("/cats/{id}", r"
        parameters: []
    ")), @"
    warning[missing-path-parameter]: the path has a placeholder `{id}` but no parameter fills it
     --> api.yaml:5:3
      |
    5 |   get:
      |   ^^^
      |
      = at: /paths/~1cats~1{id}/get
      = help: declare a parameter with `name: id` and `in: path`
    ");
}

#[test]
fn a_parameter_without_a_placeholder() {
    assert_snapshot!(problems(&with_operation("/cats/{id}", r"
        parameters:
          - { name: id, in: path, required: true, schema: { type: string } }
          - { name: name, in: path, required: true, schema: { type: string } }
    ")), @"
    warning[unused-path-parameter]: the path `/cats/{id}` has no placeholder `{name}`
      --> api.yaml:10:13
       |
    10 |           - { name: name, in: path, required: true, schema: { type: string } }
       |             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
       |
       = at: /paths/~1cats~1{id}/get/parameters/1
       = help: add the placeholder to the path, or remove the parameter
    ");
}

#[test]
fn a_parameter_without_a_place() {
    assert_snapshot!(problems(&with_operation("/cats/{id}", r"
        parameters:
          - { name: id, in: path, required: true, schema: { type: string } }
          - { name: page, in: body }
    ")), @"
    error[wrong-shape]: this parameter lacks a name or a place
      --> api.yaml:10:13
       |
    10 |           - { name: page, in: body }
       |             ^^^^^^^^^^^^^^^^^^^^^^^^
       |
       = at: /paths/~1cats~1{id}/get/parameters/1
       = help: give it `name`, and `in: path`, `query`, `header` or `cookie`
    ");
}

#[test]
fn a_header_that_openapi_ignores() {
    assert_snapshot!(problems(&with_operation("/cats/{id}", r"
        parameters:
          - { name: id, in: path, required: true, schema: { type: string } }
          - { name: Accept, in: header, schema: { type: string } }
    ")), @"
    warning[ignored-header]: OpenAPI ignores a header parameter named `Accept`, and so does the crate
      --> api.yaml:10:13
       |
    10 |           - { name: Accept, in: header, schema: { type: string } }
       |             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
       |
       = at: /paths/~1cats~1{id}/get/parameters/1
       = help: describe it by the security requirement or the media type, and remove it here
    ");
}

#[test]
fn a_parameter_that_leads_to_itself() {
    assert_snapshot!(problems(r"
        openapi: 3.1.0
        info: { title: T, version: '1' }
        paths: { /cats: { get: { parameters: [{ $ref: '#/components/parameters/Page' }] } } }
        components: { parameters: { Page: { $ref: '#/components/parameters/Page' } } }
    "), @"
    error[circular-reference]: this reference leads to itself
     --> api.yaml:5:37
      |
    5 |         components: { parameters: { Page: { $ref: '#/components/parameters/Page' } } }
      |                                     ^^^^
      |
      = at: /components/parameters/Page
      = help: let one of the references on the way hold the value itself
    ");
}

#[test]
fn a_method_that_is_none() {
    assert_snapshot!(problems(r"
        openapi: 3.1.0
        info: { title: T, version: '1' }
        paths: { /cats: { GET: { operationId: find } } }
    "), @"
    error[method-in-capitals]: `GET` is no method: methods are written in lower case here
     --> api.yaml:4:27
      |
    4 |         paths: { /cats: { GET: { operationId: find } } }
      |                           ^^^
      |
      = at: /paths/~1cats/GET
      = help: write `get`
    ");
}

#[test]
fn an_operation_is_called_by_its_id() {
    assert_snapshot!(methods(r"
        openapi: 3.1.0
        info: { title: T, version: '1' }
        paths: { /cats: { get: { operationId: Cats/find-all } } }
    "), @"
    impl Client {
        pub fn cats_find_all(&self) -> Call<CatsFindAll> {
            Call::new(self)
        }
    }
    ");
}

#[test]
fn an_operation_without_an_id_is_called_by_what_it_does() {
    assert_snapshot!(methods(r"
        openapi: 3.1.0
        info: { title: T, version: '1' }
        paths: { '/cats/{id}/toys': { delete: { parameters: [{ name: id, in: path, required: true, schema: { type: string } }] } } }
    "), @r#"
    impl Client {
        pub fn delete_cats_id_toys(&self, id: impl Into<String>) -> Call<DeleteCatsIdToys> {
            Call::new(self).parameter("id", &id.into())
        }
    }
    "#);
}

#[test]
fn parameters_of_a_path_are_those_of_its_operations() {
    assert_snapshot!(methods(r"
        openapi: 3.1.0
        info: { title: T, version: '1' }
        paths:
          /cats/{id}:
            parameters:
              - { name: id, in: path, required: true, schema: { type: string } }
              - { name: page, in: query, schema: { type: string } }
            get: { operationId: find, parameters: [{ name: page, in: query, required: true, schema: { type: integer } }] }
    "), @r#"
    impl Client {
        pub fn find(&self, id: impl Into<String>, page: impl Into<i64>) -> Call<Find> {
            Call::new(self).parameter("id", &id.into()).parameter("page", &page.into())
        }
    }
    "#);
}

#[test]
fn an_operation_is_documented_with_its_arguments() {
    assert_snapshot!(documented_operation(r"
        openapi: 3.1.0
        info: { title: T, version: '1' }
        paths:
          /cats/{id}:
            put:
              operationId: rename
              deprecated: true
              summary: Rename a cat
              description: It may not listen.
              parameters:
                - { name: id, in: path, required: true, description: Which cat., schema: { type: string, minLength: 1 } }
                - { name: loud, in: query, description: Whether to shout., schema: { type: boolean, default: false } }
              requestBody:
                required: true
                description: Its new name.
                content: { application/json: { schema: { type: string } } }
    "), @r#"
    impl Client {
        /// Rename a cat.
        ///
        /// It may not listen.
        ///
        /// # Arguments
        ///
        /// - `id`: Which cat. At least 1 character.
        /// - `body`: Its new name.
        ///
        /// `PUT /cats/{id}`
        ///
        /// Source: `/paths/~1cats~1{id}/put`
        #[deprecated]
        pub fn rename(
            &self,
            id: impl Into<String>,
            body: impl Into<String>,
        ) -> Call<Rename> {
            Call::new(self).parameter("id", &id.into()).json(&body.into())
        }
    }

    impl Call<Rename> {
        /// Sets `loud`. Whether to shout.
        pub fn loud(self, loud: impl Into<bool>) -> Self {
            self.parameter("loud", &loud.into())
        }
    }
    "#);
}
