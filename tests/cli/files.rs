//! The files of a spec: references to missing files and to sibling folders.

use super::regen::{Folder, stdout};
use crate::support::command::{regen, xtask};

const SIBLINGS: &str = "
openapi: 3.1.0
info: { title: Pets, version: '1' }
paths:
  /pets:
    get:
      operationId: listPets
      responses: { '200': { description: ., content: { application/json: { schema: { $ref: ../schemas/pet.yaml } } } } }
components: { schemas: { Owner: { properties: { pet: { $ref: ../schemas/pet.yaml } } } } }
";

#[test]
fn reports_a_missing_file_together_with_other_errors() {
    let folder = Folder::new();
    let spec = "
openapi: 3.1.0
info: { title: Pets, version: '1' }
paths:
  /pets: { GET: {} }
  /cats: { $ref: cats.yaml }
components:
  schemas:
    Pet: { properties: { cat: { $ref: 'cats.yaml#/Cat' } } }
";
    folder.write("pets.yaml", spec);
    let output = folder.command(&[]);
    assert_eq!(output.status.code(), Some(1));
    let errors = String::from_utf8_lossy(&output.stderr);
    assert!(
        errors.contains("error[missing-file]: referenced file `cats.yaml` not found"),
        "{errors}"
    );
    assert!(errors.contains("error[uppercase-method]"), "{errors}");
    assert!(!errors.contains("unresolved"), "{errors}");
}

#[test]
fn reads_files_of_a_sibling_folder() {
    let folder = Folder::new();
    folder.write("api/v1/pets.yaml", SIBLINGS);
    folder.write(
        "api/schemas/pet.yaml",
        "properties: { name: { type: string } }",
    );
    let spec = folder.0.join("api/v1/pets.yaml");
    let run = |arguments: &[&str]| {
        let mut command = regen();
        command
            .arg("--spec")
            .arg(&spec)
            .arg("--out")
            .arg(folder.0.join("pets"));
        command.args(arguments).output().unwrap()
    };
    let errors = String::from_utf8(run(&[]).stderr).unwrap();
    let first = "error[outside-folder]: 2 references leave the folder of the spec, the first to \
                 `../schemas/pet.yaml`";
    assert!(errors.contains(first), "{errors}");
    assert_eq!(errors.matches("error[").count(), 1, "{errors}");
    let above = folder.0.join("api").display().to_string();
    assert!(
        errors.contains(&format!("pass `--folder {above}`")),
        "{errors}"
    );
    stdout(run(&["--folder", &above]));
    let mut check = xtask("check-spec");
    check.arg("--spec").arg(&spec).args(["--folder", &above]);
    let findings = check.output().unwrap();
    assert_eq!(findings.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&findings.stderr).contains("unused schema `Owner`"));
    let mut diff = xtask("diff");
    diff.args([&spec, &spec]).args(["--folder", &above]);
    stdout(diff.output().unwrap());
}
