package main

import "testing"

func variables(changes map[string]string) func(string) string {
	all := map[string]string{"HDFS_USER": "mlflow", "HDFS_FOLDER": "/mlflow", "HDFS_NAME_NODES": "a:9000,b:9000", "S3_PORT": "9444"}
	for name, value := range changes {
		all[name] = value
	}
	return func(name string) string { return all[name] }
}

func TestAFolderIsTheOneBucket(t *testing.T) {
	got, err := remote(variables(nil))
	want := `:combine,upstreams='"mlflow=:hdfs,namenode=''a:9000,b:9000'',username=''mlflow'':/mlflow"':`
	if err != nil || got != want {
		t.Errorf("%s, %v", got, err)
	}
}

func TestOfTheRootEachFolderIsABucket(t *testing.T) {
	got, err := remote(variables(map[string]string{"HDFS_FOLDER": "/", "HDFS_USER": "sql"}))
	if want := `:hdfs,namenode='a:9000,b:9000',username='sql':/`; err != nil || got != want {
		t.Errorf("%s, %v", got, err)
	}
}

func TestRefusals(t *testing.T) {
	for name, value := range map[string]string{"HDFS_USER": "", "HDFS_FOLDER": "", "S3_PORT": "", "HDFS_SERVICE_PRINCIPAL": "hdfs/_HOST@R"} {
		if got, err := remote(variables(map[string]string{name: value})); err == nil {
			t.Errorf("%s=%q gives %s", name, value, got)
		}
	}
}
